/** Events between services: envelope, outbox and relay on one side, consumers and replicas on the other. */
@NullMarked
package de.lopezitwelt.platform.messaging;

import org.jspecify.annotations.NullMarked;
