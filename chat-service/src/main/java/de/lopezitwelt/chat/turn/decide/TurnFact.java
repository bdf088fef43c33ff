package de.lopezitwelt.chat.turn.decide;

import de.lopezitwelt.chat.turn.command.StoredMessage;
import de.lopezitwelt.platform.messaging.Actor;
import org.jspecify.annotations.Nullable;

/** A decision of a batch that is published as events. */
public sealed interface TurnFact {
    long version();

    record Started(SessionRow session, long version, Actor actor) implements TurnFact {}

    /** @param actor null for the agent's message */
    record Appended(
            SessionRow session,
            long version,
            StoredMessage message,
            @Nullable Actor actor) implements TurnFact {}

    /**
     * A reply has ended, or was refused.
     *
     * @param aggregateId its session, or the reply itself when there is no such session
     * @param actor null for an end
     */
    record Replied(
            String aggregateId,
            long version,
            Record event,
            @Nullable Actor actor) implements TurnFact {}
}
