/** Makes catalog and runtime injectable. */
@NullMarked
package de.lopezitwelt.runtime.cdi;

import org.jspecify.annotations.NullMarked;
