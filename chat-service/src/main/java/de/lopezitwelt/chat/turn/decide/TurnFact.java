package de.lopezitwelt.chat.turn.decide;

import de.lopezitwelt.chat.turn.command.StoredMessage;
import de.lopezitwelt.platform.messaging.Actor;
import org.jspecify.annotations.Nullable;

/** A decision of a batch that is published as events. */
public sealed interface TurnFact {
    SessionRow session();

    long version();

    record Started(SessionRow session, long version, Actor actor) implements TurnFact {}

    /** @param actor null for the agent's message */
    record Appended(
            SessionRow session,
            long version,
            StoredMessage message,
            @Nullable Actor actor) implements TurnFact {}
}
