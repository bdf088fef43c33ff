/** Tests of {@code verification}. */
@NullMarked
package de.lopezitwelt.auth.verification;

import org.jspecify.annotations.NullMarked;
