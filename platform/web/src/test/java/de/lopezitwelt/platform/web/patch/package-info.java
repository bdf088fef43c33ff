@NullMarked
package de.lopezitwelt.platform.web.patch;

import org.jspecify.annotations.NullMarked;
