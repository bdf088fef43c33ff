package de.lopezitwelt.agent.version;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.web.paging.Cursor;
import de.lopezitwelt.platform.web.paging.Page;
import de.lopezitwelt.platform.web.paging.PageRequest;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Versions for the agent feature, within its session or transaction; it authorises. */
@ApplicationScoped
public class AgentVersions {
    private final AgentVersionRepository rows;
    private final IdGenerator ids;

    AgentVersions(AgentVersionRepository rows, IdGenerator ids) {
        this.rows = rows;
        this.ids = ids;
    }

    /**
     * Call under the agent's row lock: it assigns the number.
     *
     * @param publishedAt null for a version that is only prepared
     */
    public Uni<Void> append(
            String agentId,
            long versionNumber,
            String model,
            JsonNode config,
            String createdBy,
            @Nullable Instant publishedAt) {
        return rows.persist(new AgentVersion(ids.next(), agentId, versionNumber, model, config, createdBy, publishedAt))
                .replaceWithVoid();
    }

    /** Notes when a version first replied. */
    public Uni<Void> markPublished(String agentId, long versionNumber, Instant now) {
        return rows.markPublished(agentId, versionNumber, now);
    }

    /** Newest first. */
    public Uni<Page<AgentVersionView>> page(String agentId, PageRequest request) {
        return rows.findPage(agentId, request)
                .map(found -> Page.of(found, request, row -> Cursor.of(row.versionNumber()), AgentVersionView::of));
    }

    public Uni<VersionDifference> difference(String agentId, long from, long to) {
        return get(agentId, from)
                .chain(before -> get(agentId, to).map(after -> VersionDifference.between(before, after)));
    }

    public Uni<AgentVersionView> get(String agentId, long versionNumber) {
        return rows.findVersion(agentId, versionNumber)
                .plug(ProblemException::orNotFound)
                .map(AgentVersionView::of);
    }
}
