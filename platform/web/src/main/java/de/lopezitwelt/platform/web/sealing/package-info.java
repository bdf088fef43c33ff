/** Sealing of single columns, bound to their row, and sealing them again when the key changes. A service that uses it brings Tink. */
@NullMarked
package de.lopezitwelt.platform.web.sealing;

import org.jspecify.annotations.NullMarked;
