package de.lopezitwelt.auth.apikey;

import de.lopezitwelt.platform.web.paging.Cursor;
import de.lopezitwelt.platform.web.paging.PageRequest;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The keys of their owners; revoked ones are not found any more. */
@ApplicationScoped
class ApiKeyRepository {
    Uni<@Nullable ApiKey> findActive(Mutiny.Session session, String userId, String id) {
        return active(session, userId, id).getSingleResultOrNull();
    }

    Uni<@Nullable ApiKey> lockActive(Mutiny.Session session, String userId, String id) {
        return active(session, userId, id)
                .setLockMode(LockMode.PESSIMISTIC_WRITE)
                .getSingleResultOrNull();
    }

    private static Mutiny.SelectionQuery<ApiKey> active(Mutiny.Session session, String userId, String id) {
        return session.createSelectionQuery(
                        "FROM ApiKey k WHERE k.id = :id AND k.userId = :user AND k.active = TRUE", ApiKey.class)
                .setParameter("id", id)
                .setParameter("user", userId);
    }

    Uni<List<ApiKey>> findPageOfActive(Mutiny.Session session, String userId, PageRequest page) {
        Cursor cursor = page.cursor();
        String after = cursor == null ? "" : " AND k.id < :after";
        var query = session.createSelectionQuery(
                        "FROM ApiKey k WHERE k.userId = :user AND k.active = TRUE" + after + " ORDER BY k.id DESC",
                        ApiKey.class)
                .setParameter("user", userId)
                .setMaxResults(page.fetchSize());
        if (cursor != null) {
            query.setParameter("after", cursor.expect(1).id(0));
        }
        return query.getResultList();
    }

    Uni<List<ApiKey>> findAll(Mutiny.Session session, String userId) {
        return session.createSelectionQuery("FROM ApiKey k WHERE k.userId = :user ORDER BY k.id", ApiKey.class)
                .setParameter("user", userId)
                .getResultList();
    }

    /** Without those that gave way to a successor and have ended. Counts under the owner's row lock, so that parallel requests cannot exceed a limit together. */
    Uni<Long> countActiveLockingOwner(Mutiny.Session session, String userId, Instant now) {
        return session.createNativeQuery("SELECT id FROM users WHERE id = :user FOR UPDATE", String.class)
                .setParameter("user", userId)
                .getSingleResultOrNull()
                .chain(() -> session.createSelectionQuery(
                                "SELECT COUNT(k) FROM ApiKey k WHERE k.userId = :user AND k.active = TRUE"
                                        + " AND (k.replacedBy IS NULL OR k.expiresAt > :now)",
                                Long.class)
                        .setParameter("user", userId)
                        .setParameter("now", now)
                        .getSingleResult());
    }
}
