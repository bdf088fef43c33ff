package de.lopezitwelt.orgbilling.directory;

import de.lopezitwelt.contracts.user.UserStatus;
import de.lopezitwelt.kernel.erasure.AgentErasure;
import de.lopezitwelt.kernel.erasure.UserErasure;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;

/** Replicas of users and agents that are erased. A user without an objection counts as one who is being erased. */
@ApplicationScoped
@Priority(10)
class DirectoryErasure implements UserErasure, AgentErasure {
    private final UserReplicaRepository users;
    private final AgentReplicaRepository agents;

    DirectoryErasure(UserReplicaRepository users, AgentReplicaRepository agents) {
        this.users = users;
        this.agents = agents;
    }

    @Override
    public Uni<Void> block(SqlConnection transaction, String userId) {
        return users.put(transaction, userId, UserStatus.ERASING);
    }

    @Override
    public Uni<Void> eraseUser(SqlConnection transaction, String userId) {
        return users.remove(transaction, userId);
    }

    @Override
    public Uni<Void> eraseAgent(SqlConnection transaction, String agentId) {
        return agents.remove(transaction, agentId);
    }
}
