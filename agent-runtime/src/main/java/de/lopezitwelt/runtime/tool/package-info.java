/** Tools that agents may call. */
@NullMarked
package de.lopezitwelt.runtime.tool;

import org.jspecify.annotations.NullMarked;
