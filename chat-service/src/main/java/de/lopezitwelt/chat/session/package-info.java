/** Conversations of a user with an agent: opening, finding, changing, ending and deleting them. */
@NullMarked
package de.lopezitwelt.chat.session;

import org.jspecify.annotations.NullMarked;
