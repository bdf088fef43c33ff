/** A service's warnings and key figures on their way to {@code lopez.logs} and {@code lopez.metrics}. */
@NullMarked
package de.lopezitwelt.platform.messaging.telemetry;

import org.jspecify.annotations.NullMarked;
