package de.lopezitwelt.chat.session;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Keeps summaries with their sessions, so that a new one is made only when messages stop fitting, not at each turn. */
@ApplicationScoped
public class SessionSummaries {
    private final SessionSummaryRepository rows;

    SessionSummaries(SessionSummaryRepository rows) {
        this.rows = rows;
    }

    /** Null when there is none yet. The caller has checked whose session it is. */
    public Uni<@Nullable SessionSummary> find(String sessionId) {
        return rows.find(sessionId);
    }

    public Uni<Void> keep(String sessionId, SessionSummary summary) {
        return rows.store(sessionId, summary);
    }
}
