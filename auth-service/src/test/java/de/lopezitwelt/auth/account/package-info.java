/** Tests of {@code account}. */
@NullMarked
package de.lopezitwelt.auth.account;

import org.jspecify.annotations.NullMarked;
