@NullMarked
package de.lopezitwelt.platform.messaging.stream;

import org.jspecify.annotations.NullMarked;
