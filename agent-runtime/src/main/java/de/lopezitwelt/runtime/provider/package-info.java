/**
 * Calls of models: admission, attempts, timeouts, demand, cancellation. A {@code Protocol} is a provider's API dialect.
 */
@NullMarked
package de.lopezitwelt.runtime.provider;

import org.jspecify.annotations.NullMarked;
