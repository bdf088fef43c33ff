/** The parts of a second factor: secrets, codes, recovery codes and the picture that an authenticator reads. */
@NullMarked
package de.lopezitwelt.auth.totp.code;

import org.jspecify.annotations.NullMarked;
