/** The history of attempts to sign in, for administrators and for the user. */
@NullMarked
package de.lopezitwelt.auth.login.history;

import org.jspecify.annotations.NullMarked;
