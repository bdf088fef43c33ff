/** Consumes each event exactly once: handler, versions and Kafka offset share one MySQL transaction. */
@NullMarked
package de.lopezitwelt.platform.messaging.consumer;

import org.jspecify.annotations.NullMarked;
