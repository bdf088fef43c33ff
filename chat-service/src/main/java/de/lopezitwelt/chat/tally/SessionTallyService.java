package de.lopezitwelt.chat.tally;

import de.lopezitwelt.contracts.session.SessionTally;
import de.lopezitwelt.platform.web.paging.Cursor;
import de.lopezitwelt.platform.web.paging.Page;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class SessionTallyService {
    private final SessionTallyRepository repository;

    SessionTallyService(SessionTallyRepository repository) {
        this.repository = repository;
    }

    Uni<Page<SessionTally>> startedOn(LocalDate day, int limit, @Nullable String cursor) {
        Instant from = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant to = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        String after = cursor == null ? "" : Cursor.decode(cursor).expect(1).id(0);
        return repository.startedBetween(from, to, after, limit + 1).map(found -> page(found, limit));
    }

    private static Page<SessionTally> page(List<SessionTally> found, int limit) {
        if (found.size() <= limit) {
            return new Page<>(found, null);
        }
        List<SessionTally> shown = List.copyOf(found.subList(0, limit));
        return new Page<>(shown, Cursor.of(shown.getLast().sessionId()).encode());
    }
}
