package de.lopezitwelt.orgbilling.erasure;

import de.lopezitwelt.contracts.erasure.UserErasureSteps;
import de.lopezitwelt.platform.messaging.erasure.ErasedIds;
import de.lopezitwelt.platform.web.idempotency.IdempotencyErasure;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** This service's part in erasures: asks every feature in turn, and remembers for good what is gone. */
@ApplicationScoped
class Erasure implements UserErasureSteps {
    private final List<UserErasure> users;
    private final List<AgentErasure> agents;
    private final ErasedIds erased;
    private final IdempotencyErasure idempotency;

    Erasure(
            @All List<UserErasure> users,
            @All List<AgentErasure> agents,
            ErasedIds erased,
            IdempotencyErasure idempotency) {
        this.users = users;
        this.agents = agents;
        this.erased = erased;
        this.idempotency = idempotency;
    }

    @Override
    public Uni<Optional<String>> objection(SqlConnection transaction, String userId) {
        Uni<Optional<String>> objection = Uni.createFrom().item(Optional.empty());
        for (UserErasure feature : users) {
            objection = objection.chain(
                    found -> found.isPresent() ? Uni.createFrom().item(found) : feature.objection(transaction, userId));
        }
        return objection.call(found -> found.isPresent()
                ? Uni.createFrom().voidItem()
                : inTurn(feature -> feature.block(transaction, userId)));
    }

    @Override
    public Uni<Void> erase(SqlConnection transaction, String userId) {
        return inTurn(feature -> feature.erase(transaction, userId))
                .chain(() -> erased.remember(transaction, "user", userId))
                .chain(() -> idempotency.forget(transaction, userId));
    }

    /** What a snapshot on its way brought in during the erasure goes too: every feature is asked once more. */
    @Override
    public Uni<Void> forget(SqlConnection transaction, String userId) {
        return erase(transaction, userId);
    }

    private Uni<Void> inTurn(Function<UserErasure, Uni<Void>> step) {
        Uni<Void> done = Uni.createFrom().voidItem();
        for (UserErasure feature : users) {
            done = done.chain(() -> step.apply(feature));
        }
        return done;
    }

    Uni<Void> eraseAgent(SqlConnection transaction, String agentId) {
        Uni<Void> done = Uni.createFrom().voidItem();
        for (AgentErasure feature : agents) {
            done = done.chain(() -> feature.eraseAgent(transaction, agentId));
        }
        return done.chain(() -> erased.remember(transaction, "agent", agentId));
    }
}
