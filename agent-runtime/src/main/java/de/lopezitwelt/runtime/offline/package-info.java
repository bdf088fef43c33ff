/** The built-in model that works without any provider. */
@NullMarked
package de.lopezitwelt.runtime.offline;

import org.jspecify.annotations.NullMarked;
