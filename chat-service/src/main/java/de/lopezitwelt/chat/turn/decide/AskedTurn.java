package de.lopezitwelt.chat.turn.decide;

import de.lopezitwelt.chat.turn.command.StoredMessage;
import de.lopezitwelt.platform.messaging.Actor;
import java.util.List;

/**
 * The messages of one request, from which the activity of its user is made.
 *
 * @param opened whether the request began the session
 * @param messages in their order, at least one
 */
public record AskedTurn(SessionRow session, boolean opened, List<StoredMessage> messages, Actor actor) {
    public AskedTurn {
        messages = List.copyOf(messages);
    }
}
