/** Sign-in with e-mail and password, throttled before anything is hashed. */
@NullMarked
package de.lopezitwelt.auth.login;

import org.jspecify.annotations.NullMarked;
