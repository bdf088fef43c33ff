/** Tests on real MySQL and Kafka (IT) and of plain rules (Test). */
@NullMarked
package de.lopezitwelt.platform.messaging.state;

import org.jspecify.annotations.NullMarked;
