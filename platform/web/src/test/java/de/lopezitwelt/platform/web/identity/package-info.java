@NullMarked
package de.lopezitwelt.platform.web.identity;

import org.jspecify.annotations.NullMarked;
