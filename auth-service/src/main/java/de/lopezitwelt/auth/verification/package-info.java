/** Proof that an e-mail address belongs to its user, and the actions that need it. */
@NullMarked
package de.lopezitwelt.auth.verification;

import org.jspecify.annotations.NullMarked;
