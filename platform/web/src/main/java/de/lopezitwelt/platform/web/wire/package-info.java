/**
 * Checks the bytes of a connection before they are decoded: all readers must agree where a message ends (RFC 9112), so that
 * nobody can make a proxy in front of a service take two requests for one.
 */
@NullMarked
package de.lopezitwelt.platform.web.wire;

import org.jspecify.annotations.NullMarked;
