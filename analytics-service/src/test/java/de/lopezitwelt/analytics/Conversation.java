package de.lopezitwelt.analytics;

import de.lopezitwelt.contracts.reply.ReplyCompleted;
import de.lopezitwelt.contracts.reply.ReplyOrigin;
import de.lopezitwelt.contracts.reply.ReplySource;
import de.lopezitwelt.contracts.reply.ReplyUse;
import de.lopezitwelt.contracts.session.MessageAppended;
import de.lopezitwelt.contracts.session.MessageType;
import de.lopezitwelt.contracts.session.SessionDeleted;
import de.lopezitwelt.contracts.session.SessionRated;
import de.lopezitwelt.contracts.session.SessionStarted;
import de.lopezitwelt.platform.messaging.Events;
import de.lopezitwelt.platform.messaging.OutboxMessage;
import de.lopezitwelt.platform.persistence.IdGenerator;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One session's events, as chat would write them. */
public final class Conversation {
    private final Events events;
    private final IdGenerator ids;
    public final String id;
    public final String userId;
    public final String agentId;
    private final @Nullable String organizationId;
    private long version;
    private long position;

    public Conversation(Events events, IdGenerator ids, String userId, String agentId) {
        this(events, ids, userId, agentId, null);
    }

    /** @param organizationId on whose behalf; null for none */
    public Conversation(
            Events events, IdGenerator ids, String userId, String agentId, @Nullable String organizationId) {
        this.organizationId = organizationId;
        this.events = events;
        this.ids = ids;
        this.id = ids.next();
        this.userId = userId;
        this.agentId = agentId;
    }

    public OutboxMessage started() {
        return event(new SessionStarted(id, userId, agentId, organizationId, IdGenerator.timeOf(id)));
    }

    public OutboxMessage question(int tokens) {
        return message(MessageType.USER, tokens, 0);
    }

    public OutboxMessage answer(int tokens, int milliseconds) {
        return message(MessageType.AGENT, tokens, milliseconds);
    }

    /** The end of a reply, in the session. */
    public OutboxMessage replied(String model, long tokens, long milliseconds) {
        return event(new ReplyCompleted(
                new ReplyOrigin(ids.next(), id, userId, organizationId, null, null, agentId, 1L, ReplySource.APP),
                new ReplyUse(
                        model,
                        "acme",
                        null,
                        tokens,
                        tokens,
                        null,
                        null,
                        null,
                        false,
                        new BigDecimal("0.000000000001"),
                        "EUR",
                        "v1",
                        1L,
                        milliseconds / 2,
                        milliseconds),
                "stop"));
    }

    public OutboxMessage rated(@Nullable String score, @Nullable String previous) {
        return event(new SessionRated(id, userId, agentId, decimal(score), decimal(previous)));
    }

    public OutboxMessage deleted() {
        return event(new SessionDeleted(id, userId, agentId));
    }

    private OutboxMessage message(MessageType type, int tokens, int milliseconds) {
        String messageId = ids.next();
        Instant time = IdGenerator.timeOf(messageId);
        return event(new MessageAppended(
                id, userId, agentId, organizationId, messageId, ++position, type, tokens, milliseconds, time));
    }

    private OutboxMessage event(Record event) {
        return events.domain(event, id, ++version, "user:" + userId);
    }

    private static @Nullable BigDecimal decimal(@Nullable String number) {
        return number == null ? null : new BigDecimal(number);
    }
}
