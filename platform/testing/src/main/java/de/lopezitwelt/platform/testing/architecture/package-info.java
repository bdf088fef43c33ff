/** The layering that every service follows, as ArchUnit rules. */
@NullMarked
package de.lopezitwelt.platform.testing.architecture;

import org.jspecify.annotations.NullMarked;
