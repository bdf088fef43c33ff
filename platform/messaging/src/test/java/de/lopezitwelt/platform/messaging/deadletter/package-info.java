@NullMarked
package de.lopezitwelt.platform.messaging.deadletter;

import org.jspecify.annotations.NullMarked;
