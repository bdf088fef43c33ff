/** Tests of {@code credential}. */
@NullMarked
package de.lopezitwelt.auth.credential;

import org.jspecify.annotations.NullMarked;
