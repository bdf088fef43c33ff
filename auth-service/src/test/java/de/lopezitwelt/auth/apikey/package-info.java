/** Tests of {@code apikey}. */
@NullMarked
package de.lopezitwelt.auth.apikey;

import org.jspecify.annotations.NullMarked;
