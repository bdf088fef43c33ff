/** Where a second factor is asked for: at login, and again before a change that needs a fresh one. */
@NullMarked
package de.lopezitwelt.auth.totp.challenge;

import org.jspecify.annotations.NullMarked;
