/** Events arrive exactly once: handler, versions and Kafka offset in one MySQL transaction. */
@NullMarked
package de.lopezitwelt.platform.messaging.consumer;

import org.jspecify.annotations.NullMarked;
