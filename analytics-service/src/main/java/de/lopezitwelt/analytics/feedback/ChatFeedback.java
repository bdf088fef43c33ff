package de.lopezitwelt.analytics.feedback;

import de.lopezitwelt.contracts.session.FeedbackText;
import de.lopezitwelt.contracts.session.FeedbackTexts;
import de.lopezitwelt.platform.web.call.InternalClient;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
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
        return services.get("chat", PATH + String.join("&session_id=", sessionIds), FeedbackTexts.class)
                .map(ChatFeedback::read);
    }

    private static List<FeedbackText> read(@Nullable FeedbackTexts answer) {
        if (answer == null) {
            throw new IllegalStateException("chat knows no texts of feedback: is it older than analytics?");
        }
        return answer.data();
    }
}
