/** Secrets of refresh tokens, and the rules of their rotation. */
@NullMarked
package de.lopezitwelt.auth.token.rotation;

import org.jspecify.annotations.NullMarked;
