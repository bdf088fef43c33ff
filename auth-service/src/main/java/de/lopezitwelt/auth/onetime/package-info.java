/** Secrets that are shown once and stored as digests. */
@NullMarked
package de.lopezitwelt.auth.onetime;

import org.jspecify.annotations.NullMarked;
