/** Who belongs to which organization, as far as credentials depend on it: a replica, and a read of its owner where it misses. */
@NullMarked
package de.lopezitwelt.auth.membership;

import org.jspecify.annotations.NullMarked;
