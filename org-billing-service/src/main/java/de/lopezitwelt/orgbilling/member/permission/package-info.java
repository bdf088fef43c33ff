/** Permissions, the adjustments of a member, and what a member may do. */
@NullMarked
package de.lopezitwelt.orgbilling.member.permission;

import org.jspecify.annotations.NullMarked;
