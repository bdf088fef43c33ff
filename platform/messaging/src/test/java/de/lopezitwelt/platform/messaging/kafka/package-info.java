/** How topics are created. */
@NullMarked
package de.lopezitwelt.platform.messaging.kafka;

import org.jspecify.annotations.NullMarked;
