/** Who may call what: every operation, called as every kind of caller. */
@NullMarked
package de.lopezitwelt.system.security.access;

import org.jspecify.annotations.NullMarked;
