/** Proof that a person is still who signed in, for actions that cannot be taken back. */
@NullMarked
package de.lopezitwelt.auth.stepup;

import org.jspecify.annotations.NullMarked;
