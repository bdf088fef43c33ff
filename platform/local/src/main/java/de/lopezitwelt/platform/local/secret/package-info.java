/** Secrets and keys that a fresh platform needs, made here and kept readable by their owner alone. */
@NullMarked
package de.lopezitwelt.platform.local.secret;

import org.jspecify.annotations.NullMarked;
