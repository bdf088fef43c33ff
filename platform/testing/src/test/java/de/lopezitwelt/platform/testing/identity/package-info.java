/** Tests of minted tokens. */
@NullMarked
package de.lopezitwelt.platform.testing.identity;

import org.jspecify.annotations.NullMarked;
