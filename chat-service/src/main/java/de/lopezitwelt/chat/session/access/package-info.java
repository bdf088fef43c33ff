/** Which callers may use which agent in a session, in which version and under which license. */
@NullMarked
package de.lopezitwelt.chat.session.access;

import org.jspecify.annotations.NullMarked;
