/** Access tokens: whom they name, how sure the sign-in was, and until when they are accepted. */
@NullMarked
package de.lopezitwelt.auth.token.access;

import org.jspecify.annotations.NullMarked;
