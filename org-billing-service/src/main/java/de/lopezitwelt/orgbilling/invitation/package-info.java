/** Invitations to organizations: nobody becomes a member without having agreed to it. */
@NullMarked
package de.lopezitwelt.orgbilling.invitation;

import org.jspecify.annotations.NullMarked;
