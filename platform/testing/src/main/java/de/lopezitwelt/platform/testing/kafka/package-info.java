/** Reading topics in tests. */
@NullMarked
package de.lopezitwelt.platform.testing.kafka;

import org.jspecify.annotations.NullMarked;
