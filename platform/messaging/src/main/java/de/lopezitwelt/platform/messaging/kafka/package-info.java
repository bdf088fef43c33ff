/** Clients, topics and the threads that may block on them. */
@NullMarked
package de.lopezitwelt.platform.messaging.kafka;

import org.jspecify.annotations.NullMarked;
