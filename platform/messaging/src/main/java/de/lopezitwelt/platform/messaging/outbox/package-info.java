/**
 * Publishes events with the state change that caused them: they are written in its transaction and published
 * afterwards, and none is lost.
 */
@NullMarked
package de.lopezitwelt.platform.messaging.outbox;

import org.jspecify.annotations.NullMarked;
