/** Tests of {@code administrator}. */
@NullMarked
package de.lopezitwelt.auth.administrator;

import org.jspecify.annotations.NullMarked;
