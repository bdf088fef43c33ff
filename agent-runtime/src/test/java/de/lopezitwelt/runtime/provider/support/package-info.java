/** What the tests of model calls share: servers that play a provider, and streams to read. */
@NullMarked
package de.lopezitwelt.runtime.provider.support;

import org.jspecify.annotations.NullMarked;
