package de.lopezitwelt.chat.replica;

import de.lopezitwelt.kernel.erasure.AgentErasure;
import de.lopezitwelt.kernel.erasure.UserErasure;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;

/** Replicas of users and agents that are gone go, whichever of tombstone and erasure is heard of first. */
@ApplicationScoped
@Priority(30)
class ReplicaErasure implements UserErasure, AgentErasure {
    private final AgentReplicaRepository agents;
    private final AgentVersionRepository versions;
    private final MembershipReplicaRepository memberships;
    private final EntitlementReplicaRepository entitlements;
    private final UserReplicaRepository users;
    private final Replicas replicas;

    ReplicaErasure(
            AgentReplicaRepository agents,
            AgentVersionRepository versions,
            MembershipReplicaRepository memberships,
            EntitlementReplicaRepository entitlements,
            UserReplicaRepository users,
            Replicas replicas) {
        this.agents = agents;
        this.versions = versions;
        this.memberships = memberships;
        this.entitlements = entitlements;
        this.users = users;
        this.replicas = replicas;
    }

    @Override
    public Uni<Void> eraseUser(SqlConnection transaction, String userId) {
        return entitlements
                .delete(transaction, "user", userId)
                .chain(() -> memberships.deleteUser(transaction, userId))
                .chain(() -> users.delete(transaction, userId));
    }

    @Override
    public Uni<Void> eraseAgent(SqlConnection transaction, String agentId) {
        return agents.delete(transaction, agentId)
                .chain(() -> versions.deleteAllOf(transaction, agentId))
                .invoke(() -> replicas.forgetAgent(agentId));
    }
}
