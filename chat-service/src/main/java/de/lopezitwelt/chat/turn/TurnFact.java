package de.lopezitwelt.chat.turn;

import de.lopezitwelt.platform.messaging.Actor;
import org.jspecify.annotations.Nullable;

/** Something a batch decided and others will hear of. */
sealed interface TurnFact {
    SessionRow session();

    long version();

    record Started(SessionRow session, long version, Actor actor) implements TurnFact {}

    /** @param actor null for what the agent says */
    record Appended(
            SessionRow session,
            long version,
            StoredMessage message,
            @Nullable Actor actor) implements TurnFact {}
}
