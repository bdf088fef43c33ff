package de.lopezitwelt.contracts.session;

import de.lopezitwelt.contracts.topic.TopicNames;
import de.lopezitwelt.platform.messaging.EventType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A session was started.
 *
 * @param agentId {@link #NO_AGENT} in this and later events of a session as long as it has no agent
 */
@EventType(value = "de.lopezitwelt.session.started.v1", topic = TopicNames.SESSIONS)
public record SessionStarted(
        String sessionId,
        String userId,
        String agentId,
        @Nullable String organizationId,
        Instant startedAt) {
    /** Stands in place of an agent's id as long as nobody has said which agent a session is for. */
    public static final String NO_AGENT = "none";
}
