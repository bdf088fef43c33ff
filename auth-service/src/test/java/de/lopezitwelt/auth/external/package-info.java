/** Tests of {@code external}. */
@NullMarked
package de.lopezitwelt.auth.external;

import org.jspecify.annotations.NullMarked;
