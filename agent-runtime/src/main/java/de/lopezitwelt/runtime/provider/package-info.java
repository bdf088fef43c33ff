/** What calls of models share, whatever protocol they speak: admission, times, caps, patience. */
@NullMarked
package de.lopezitwelt.runtime.provider;

import org.jspecify.annotations.NullMarked;
