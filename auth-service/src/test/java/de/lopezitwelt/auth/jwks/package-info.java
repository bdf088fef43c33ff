/** Tests of {@code jwks}. */
@NullMarked
package de.lopezitwelt.auth.jwks;

import org.jspecify.annotations.NullMarked;
