/** What a user thinks of a session: a rating that is counted, a text that stays here. */
@NullMarked
package de.lopezitwelt.chat.feedback;

import org.jspecify.annotations.NullMarked;
