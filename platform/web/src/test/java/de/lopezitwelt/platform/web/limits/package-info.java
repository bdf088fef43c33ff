@NullMarked
package de.lopezitwelt.platform.web.limits;

import org.jspecify.annotations.NullMarked;
