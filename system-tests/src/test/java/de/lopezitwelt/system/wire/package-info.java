/** What stands between a proxy and a service: bytes that both must cut into requests alike. */
@NullMarked
package de.lopezitwelt.system.wire;

import org.jspecify.annotations.NullMarked;
