/**
 * What a connection may bring before HTTP is made of it: messages whose limits every reader sees alike (RFC 9112), so that no proxy in
 * front of a service can be made to take two requests for one.
 */
@NullMarked
package de.lopezitwelt.platform.web.wire;

import org.jspecify.annotations.NullMarked;
