@NullMarked
package de.lopezitwelt.platform.web.call;

import org.jspecify.annotations.NullMarked;
