/** Tests of {@code token}. */
@NullMarked
package de.lopezitwelt.auth.token;

import org.jspecify.annotations.NullMarked;
