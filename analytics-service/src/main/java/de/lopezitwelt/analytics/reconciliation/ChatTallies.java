package de.lopezitwelt.analytics.reconciliation;

import de.lopezitwelt.contracts.session.SessionTallies;
import de.lopezitwelt.platform.web.call.InternalClient;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.LocalDate;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Asks chat for its tallies. */
@ApplicationScoped
class ChatTallies {
    private static final Duration RETRY_AFTER = Duration.ofMillis(500);
    private static final int RETRIES = 3;

    private final InternalClient services;

    ChatTallies(InternalClient services) {
        this.services = services;
    }

    /** Sessions that began on a day, by id. */
    Uni<TallyPage> of(LocalDate day, int limit, @Nullable String cursor) {
        String path = "/internal/session-tallies?day=" + day + "&limit=" + limit;
        return services.get("chat", cursor == null ? path : path + "&cursor=" + cursor, SessionTallies.class)
                .onFailure()
                .retry()
                .withBackOff(RETRY_AFTER)
                .atMost(RETRIES)
                .map(ChatTallies::read);
    }

    private static TallyPage read(@Nullable SessionTallies answer) {
        if (answer == null) {
            throw new IllegalStateException("chat knows no tallies: is it older than analytics?");
        }
        var tallies = new TreeMap<String, Tally>();
        answer.data()
                .forEach(
                        session -> tallies.put(session.sessionId(), new Tally(session.messages(), session.checksum())));
        String next = answer.nextCursor();
        return new TallyPage(tallies, next == null || tallies.isEmpty() ? null : tallies.lastKey(), next);
    }
}
