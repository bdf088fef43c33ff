/** Invitations to register, written by administrators. */
@NullMarked
package de.lopezitwelt.auth.invitation;

import org.jspecify.annotations.NullMarked;
