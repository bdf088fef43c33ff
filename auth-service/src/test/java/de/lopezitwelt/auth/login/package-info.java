/** Tests of {@code login}. */
@NullMarked
package de.lopezitwelt.auth.login;

import org.jspecify.annotations.NullMarked;
