/** Sealing of single columns, bound to their row. */
@NullMarked
package de.lopezitwelt.auth.encryption;

import org.jspecify.annotations.NullMarked;
