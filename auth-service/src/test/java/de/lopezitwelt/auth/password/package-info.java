/** Tests of {@code password}. */
@NullMarked
package de.lopezitwelt.auth.password;

import org.jspecify.annotations.NullMarked;
