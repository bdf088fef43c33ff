/** Events of conversations, keyed by session id; they carry numbers and ids, never text. */
@NullMarked
package de.lopezitwelt.contracts.session;

import org.jspecify.annotations.NullMarked;
