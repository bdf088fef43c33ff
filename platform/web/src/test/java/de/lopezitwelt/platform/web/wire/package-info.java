@NullMarked
package de.lopezitwelt.platform.web.wire;

import org.jspecify.annotations.NullMarked;
