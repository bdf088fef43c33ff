/** Access tokens, refresh token families with rotation, and signing out. */
@NullMarked
package de.lopezitwelt.auth.token;

import org.jspecify.annotations.NullMarked;
