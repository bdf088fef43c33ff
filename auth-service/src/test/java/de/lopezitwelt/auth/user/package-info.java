/** Tests of {@code user}. */
@NullMarked
package de.lopezitwelt.auth.user;

import org.jspecify.annotations.NullMarked;
