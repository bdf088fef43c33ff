/** Topics as they are made. */
@NullMarked
package de.lopezitwelt.platform.messaging.kafka;

import org.jspecify.annotations.NullMarked;
