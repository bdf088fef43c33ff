package de.lopezitwelt.analytics.subject;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;

/** Keeps late events from bringing back what was erased. */
@ApplicationScoped
public class Erasures {
    private final ErasureRepository repository;

    Erasures(ErasureRepository repository) {
        this.repository = repository;
    }

    /**
     * Which of these ids are erased. The guard row is locked for sharing until the transaction ends, so none of the
     * other ids can be erased before it commits.
     */
    public Uni<Erased> among(SqlConnection transaction, Collection<String> ids) {
        return repository.shareGuard(transaction).chain(() -> repository.findErased(transaction, ids));
    }

    /** Remembers sessions that were deleted. Their events come in order, so the guard is not needed. */
    public Uni<Void> rememberSessions(SqlConnection transaction, Collection<String> sessionIds) {
        return repository.remember(transaction, SubjectKind.SESSION, sessionIds);
    }
}
