/** Tests of what services tell the operators. */
@NullMarked
package de.lopezitwelt.platform.messaging.telemetry;

import org.jspecify.annotations.NullMarked;
