/** What a second factor is made of: secrets, codes, recovery codes and the picture an authenticator reads. */
@NullMarked
package de.lopezitwelt.auth.totp.code;

import org.jspecify.annotations.NullMarked;
