/** OpenID Connect with the configured identity providers: discovery, codes, keys and ID tokens. */
@NullMarked
package de.lopezitwelt.auth.external.oidc;

import org.jspecify.annotations.NullMarked;
