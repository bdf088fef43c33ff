/** Who belongs to which organization: a replica, with one internal read where it misses. */
@NullMarked
package de.lopezitwelt.agent.membership;

import org.jspecify.annotations.NullMarked;
