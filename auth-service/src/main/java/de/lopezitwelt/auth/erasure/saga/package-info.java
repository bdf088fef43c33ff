/** The saga of an erasure: votes are counted until the user can be deleted. */
@NullMarked
package de.lopezitwelt.auth.erasure.saga;

import org.jspecify.annotations.NullMarked;
