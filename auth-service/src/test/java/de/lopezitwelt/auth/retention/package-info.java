/** Tests of {@code retention}. */
@NullMarked
package de.lopezitwelt.auth.retention;

import org.jspecify.annotations.NullMarked;
