package de.lopezitwelt.contracts.session;

import de.lopezitwelt.contracts.topic.TopicNames;
import de.lopezitwelt.platform.messaging.EventType;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The user rated a session from 1.00 to 5.00; a null {@code score} withdraws the rating. */
@EventType(value = "de.lopezitwelt.session.rated.v1", topic = TopicNames.SESSIONS)
public record SessionRated(
        String sessionId,
        String userId,
        String agentId,
        @Nullable BigDecimal score,
        @Nullable BigDecimal previousScore) {}
