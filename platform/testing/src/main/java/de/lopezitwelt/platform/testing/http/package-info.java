/** HTTP by the byte, for what no client library would send. */
@NullMarked
package de.lopezitwelt.platform.testing.http;

import org.jspecify.annotations.NullMarked;
