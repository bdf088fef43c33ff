/** Events of sessions, keyed by session id. They carry numbers and ids, never text. */
@NullMarked
package de.lopezitwelt.contracts.session;

import org.jspecify.annotations.NullMarked;
