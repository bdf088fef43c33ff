/** Tests of {@code registration}. */
@NullMarked
package de.lopezitwelt.auth.registration;

import org.jspecify.annotations.NullMarked;
