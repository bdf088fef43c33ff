/** Signing keys and the published key set. */
@NullMarked
package de.lopezitwelt.auth.jwks;

import org.jspecify.annotations.NullMarked;
