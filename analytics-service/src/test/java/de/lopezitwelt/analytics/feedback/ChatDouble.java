package de.lopezitwelt.analytics.feedback;

import de.lopezitwelt.contracts.session.FeedbackText;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** Stands in for chat when texts are fetched. */
class ChatDouble extends ChatFeedback {
    private final Map<String, FeedbackText> texts = new ConcurrentHashMap<>();
    volatile boolean away;

    @SuppressWarnings("NullAway")
    ChatDouble() {
        super(null);
    }

    void write(String sessionId, String userId, String text) {
        texts.put(sessionId, new FeedbackText(sessionId, userId, text, Instant.parse("2026-01-02T03:04:05.678901Z")));
    }

    void forget(String sessionId) {
        texts.remove(sessionId);
    }

    @Override
    Uni<List<FeedbackText>> of(Collection<String> sessionIds) {
        return away
                ? Uni.createFrom().failure(ProblemException.unavailable("away", Duration.ofSeconds(1)))
                : Uni.createFrom()
                        .item(sessionIds.stream()
                                .map(texts::get)
                                .filter(Objects::nonNull)
                                .toList());
    }
}
