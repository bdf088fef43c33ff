/** Reads of sessions, each as one user, and the look-up of a session that every request makes. */
@NullMarked
package de.lopezitwelt.chat.session.read;

import org.jspecify.annotations.NullMarked;
