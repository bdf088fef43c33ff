/** Calls of models: admission, attempts, times, demand, cancellation. What a provider speaks is a {@code Protocol}. */
@NullMarked
package de.lopezitwelt.runtime.provider;

import org.jspecify.annotations.NullMarked;
