package de.lopezitwelt.analytics.feedback;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.platform.web.call.InternalClient;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks chat, which stores the texts. */
@ApplicationScoped
class ChatFeedback {
    private static final String PATH = "/internal/session-feedback?session_id=";

    private final InternalClient services;

    ChatFeedback(InternalClient services) {
        this.services = services;
    }

    /** The texts as they are now; sessions without a text are missing. Fails when chat cannot be reached. */
    Uni<List<FeedbackText>> of(Collection<String> sessionIds) {
        return services.get("chat", PATH + String.join("&session_id=", sessionIds))
                .map(ChatFeedback::read);
    }

    private static List<FeedbackText> read(@Nullable JsonNode answer) {
        if (answer == null) {
            throw new IllegalStateException("chat knows no texts of feedback: is it older than analytics?");
        }
        List<FeedbackText> texts = new ArrayList<>();
        for (JsonNode text : answer.path("data")) {
            texts.add(new FeedbackText(
                    text.path("session_id").asText(),
                    text.path("user_id").asText(),
                    text.path("feedback").asText(),
                    Instant.parse(text.path("updated_at").asText())));
        }
        return texts;
    }
}
