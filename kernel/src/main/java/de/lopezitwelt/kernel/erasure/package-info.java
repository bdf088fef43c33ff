/** A service's side of the erasure of users, agents and organizations: the protocol here, what is deleted in the features. */
@NullMarked
package de.lopezitwelt.kernel.erasure;

import org.jspecify.annotations.NullMarked;
