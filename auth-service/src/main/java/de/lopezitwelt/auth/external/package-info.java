/** Sign-in through other organizations' OpenID Connect providers. */
@NullMarked
package de.lopezitwelt.auth.external;

import org.jspecify.annotations.NullMarked;
