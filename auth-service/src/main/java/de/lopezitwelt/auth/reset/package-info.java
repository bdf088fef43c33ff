/** Forgotten passwords. */
@NullMarked
package de.lopezitwelt.auth.reset;

import org.jspecify.annotations.NullMarked;
