/** Asks for a second factor: at login, and again before a change that needs a fresh proof. */
@NullMarked
package de.lopezitwelt.auth.totp.challenge;

import org.jspecify.annotations.NullMarked;
