/** Proof that an e-mail is its user's, and what may not be done without it. */
@NullMarked
package de.lopezitwelt.auth.verification;

import org.jspecify.annotations.NullMarked;
