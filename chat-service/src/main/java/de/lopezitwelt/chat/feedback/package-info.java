/** A user's opinion of a session: a score, which is counted, and a text, which stays in this service. */
@NullMarked
package de.lopezitwelt.chat.feedback;

import org.jspecify.annotations.NullMarked;
