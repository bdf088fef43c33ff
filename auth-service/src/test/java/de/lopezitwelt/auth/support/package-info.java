/** Tests of {@code support}. */
@NullMarked
package de.lopezitwelt.auth.support;

import org.jspecify.annotations.NullMarked;
