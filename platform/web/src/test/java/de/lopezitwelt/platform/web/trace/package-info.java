@NullMarked
package de.lopezitwelt.platform.web.trace;

import org.jspecify.annotations.NullMarked;
