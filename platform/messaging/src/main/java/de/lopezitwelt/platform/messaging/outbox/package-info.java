/** Events leave with the state change that caused them: written in its transaction, published afterwards, none lost. */
@NullMarked
package de.lopezitwelt.platform.messaging.outbox;

import org.jspecify.annotations.NullMarked;
