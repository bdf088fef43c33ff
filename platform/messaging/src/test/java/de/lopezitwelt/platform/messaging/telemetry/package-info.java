/** Tests of what services report to the operators. */
@NullMarked
package de.lopezitwelt.platform.messaging.telemetry;

import org.jspecify.annotations.NullMarked;
