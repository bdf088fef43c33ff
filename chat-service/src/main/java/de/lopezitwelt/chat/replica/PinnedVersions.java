package de.lopezitwelt.chat.replica;

import de.lopezitwelt.contracts.agent.AgentVersionContent;
import de.lopezitwelt.platform.web.call.InternalClient;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Versions of agents other than the published one: from memory, from the replica, or from the agent service. */
@ApplicationScoped
public class PinnedVersions {
    private record Key(String agentId, long versionNumber) {}

    private final AgentVersionRepository rows;
    private final InternalClient services;
    private final ShortCache<Key, PinnedVersion> cache;

    PinnedVersions(AgentVersionRepository rows, InternalClient services, ReplicaConfig config) {
        this.rows = rows;
        this.services = services;
        this.cache = new ShortCache<>(config.rememberVersions(), config.size(), false);
    }

    /**
     * A version that a user may use; null when there is none. A version that was never published is requested each
     * time, because only users who manage the agent may use it.
     */
    public Uni<@Nullable PinnedVersion> find(String agentId, long versionNumber, String userId) {
        return cache.get(new Key(agentId, versionNumber), () -> rows.find(agentId, versionNumber))
                .onItem()
                .ifNull()
                .switchTo(() -> ask(agentId, versionNumber, userId));
    }

    private Uni<@Nullable PinnedVersion> ask(String agentId, long versionNumber, String userId) {
        return services.get(
                        "agent",
                        "/internal/agents/" + agentId + "/versions/" + versionNumber + "?user_id=" + userId,
                        AgentVersionContent.class)
                .chain(found -> found == null ? Uni.createFrom().nullItem() : keep(agentId, versionNumber, found));
    }

    private Uni<@Nullable PinnedVersion> keep(String agentId, long versionNumber, AgentVersionContent found) {
        var version = new PinnedVersion(versionNumber, found.model(), found.config());
        return found.publishedAt() != null
                ? rows.store(agentId, version).replaceWith(version)
                : Uni.createFrom().item(version);
    }
}
