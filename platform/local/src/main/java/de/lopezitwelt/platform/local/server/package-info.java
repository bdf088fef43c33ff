/** An embedded MySQL and an embedded Kafka, each a process of its own. */
@NullMarked
package de.lopezitwelt.platform.local.server;

import org.jspecify.annotations.NullMarked;
