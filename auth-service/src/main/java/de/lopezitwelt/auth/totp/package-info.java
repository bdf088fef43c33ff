/** One-time passwords (RFC 6238) as a second factor, with recovery codes. */
@NullMarked
package de.lopezitwelt.auth.totp;

import org.jspecify.annotations.NullMarked;
