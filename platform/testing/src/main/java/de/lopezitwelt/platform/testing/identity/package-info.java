/** A test issuer: its keys, its key endpoint and the secrets that auth needs. */
@NullMarked
package de.lopezitwelt.platform.testing.identity;

import org.jspecify.annotations.NullMarked;
