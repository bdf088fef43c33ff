/** A user's own account: reading and changing it. */
@NullMarked
package de.lopezitwelt.auth.account;

import org.jspecify.annotations.NullMarked;
