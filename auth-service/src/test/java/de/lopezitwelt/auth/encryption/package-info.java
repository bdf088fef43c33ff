/** Tests of {@code encryption}. */
@NullMarked
package de.lopezitwelt.auth.encryption;

import org.jspecify.annotations.NullMarked;
