package de.lopezitwelt.chat.turn.commit;

import de.lopezitwelt.chat.turn.command.TurnCommand;
import de.lopezitwelt.chat.turn.command.TurnOutcome;
import de.lopezitwelt.chat.turn.decide.TurnDecider;
import de.lopezitwelt.chat.turn.decide.TurnPlan;
import de.lopezitwelt.platform.messaging.outbox.Outbox;
import de.lopezitwelt.platform.persistence.groupcommit.BatchWriter;
import de.lopezitwelt.platform.persistence.groupcommit.LaneConnections;
import de.lopezitwelt.platform.web.idempotency.Idempotency;
import de.lopezitwelt.platform.web.idempotency.KeyedOutcome;
import de.lopezitwelt.platform.web.idempotency.Outcome;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** One transaction for a batch: lock and read, decide, write, commit. */
@ApplicationScoped
class TurnWriter implements BatchWriter<TurnCommand, TurnOutcome> {
    private final LaneConnections transactions;
    private final TurnLoadRepository loads;
    private final TurnStoreRepository stores;
    private final TurnJournal journal;
    private final Outbox outbox;
    private final Idempotency idempotency;

    TurnWriter(
            Pool pool,
            TurnLoadRepository loads,
            TurnStoreRepository stores,
            TurnJournal journal,
            Outbox outbox,
            Idempotency idempotency) {
        this.transactions = new LaneConnections(pool);
        this.loads = loads;
        this.stores = stores;
        this.journal = journal;
        this.outbox = outbox;
        this.idempotency = idempotency;
    }

    @Override
    public Uni<List<TurnOutcome>> write(int lane, List<TurnCommand> batch, boolean retry) {
        return transactions
                .inTransaction(
                        lane,
                        transaction -> loads.load(transaction, batch, retry)
                                .map(state -> TurnDecider.decide(state, batch))
                                .call(plan -> store(transaction, plan)))
                .invoke(plan -> {
                    if (!plan.facts.isEmpty()) {
                        outbox.committed();
                    }
                })
                .map(plan -> plan.outcomes);
    }

    private Uni<Void> store(SqlConnection transaction, TurnPlan plan) {
        if (plan.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<Uni<Void>> writes = new ArrayList<>(stores.store(transaction, plan));
        if (!plan.keyed.isEmpty()) {
            writes.add(idempotency.record(
                    transaction,
                    plan.keyed.stream()
                            .map(request -> new KeyedOutcome(
                                    Objects.requireNonNull(request.idempotencyKey()),
                                    Outcome.reference(request.reference().text())))
                            .toList()));
        }
        if (!plan.facts.isEmpty()) {
            writes.add(journal.record(transaction, plan));
        }
        return Uni.join().all(writes).andCollectFailures().replaceWithVoid();
    }
}
