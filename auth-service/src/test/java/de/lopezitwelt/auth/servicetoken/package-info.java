/** Tests of {@code servicetoken}. */
@NullMarked
package de.lopezitwelt.auth.servicetoken;

import org.jspecify.annotations.NullMarked;
