package de.lopezitwelt.agent.version;

import de.lopezitwelt.platform.web.paging.Cursor;
import de.lopezitwelt.platform.web.paging.PageRequest;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of {@code agent_versions}. */
@ApplicationScoped
class AgentVersionRepository implements PanacheRepositoryBase<AgentVersion, String> {
    /** Newest first. */
    Uni<List<AgentVersion>> findPage(String agentId, PageRequest request) {
        Cursor cursor = request.cursor();
        long before = cursor == null ? Long.MAX_VALUE : cursor.expect(1).number(0);
        return find("agentId = ?1 and versionNumber < ?2 order by versionNumber desc", agentId, before)
                .range(0, request.fetchSize() - 1)
                .list();
    }

    Uni<Void> markPublished(String agentId, long versionNumber, Instant now) {
        return update(
                        "publishedAt = ?1 where agentId = ?2 and versionNumber = ?3 and publishedAt is null",
                        now,
                        agentId,
                        versionNumber)
                .replaceWithVoid();
    }

    Uni<@Nullable AgentVersion> findVersion(String agentId, long versionNumber) {
        return find("agentId = ?1 and versionNumber = ?2", agentId, versionNumber)
                .firstResult();
    }

    /** Takes a user's name off the versions of other people's agents. */
    Uni<Void> forgetCreator(SqlConnection transaction, String userId) {
        return transaction
                .preparedQuery("UPDATE agent_versions SET created_by = NULL WHERE created_by = ?")
                .execute(Tuple.of(userId))
                .replaceWithVoid();
    }
}
