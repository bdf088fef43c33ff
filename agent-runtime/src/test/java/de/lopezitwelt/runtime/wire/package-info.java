@NullMarked
package de.lopezitwelt.runtime.wire;

import org.jspecify.annotations.NullMarked;
