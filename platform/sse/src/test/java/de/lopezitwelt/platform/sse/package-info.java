@NullMarked
package de.lopezitwelt.platform.sse;

import org.jspecify.annotations.NullMarked;
