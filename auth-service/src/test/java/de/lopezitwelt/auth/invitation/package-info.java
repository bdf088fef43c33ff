/** Tests of {@code invitation}. */
@NullMarked
package de.lopezitwelt.auth.invitation;

import org.jspecify.annotations.NullMarked;
