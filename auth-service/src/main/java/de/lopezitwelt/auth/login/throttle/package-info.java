/** Slows down and locks out guessing, by account and by address. */
@NullMarked
package de.lopezitwelt.auth.login.throttle;

import org.jspecify.annotations.NullMarked;
