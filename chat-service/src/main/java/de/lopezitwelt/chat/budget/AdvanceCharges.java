package de.lopezitwelt.chat.budget;

import de.lopezitwelt.chat.budget.counter.CounterKey;
import de.lopezitwelt.chat.budget.counter.Counters;
import de.lopezitwelt.chat.budget.counter.Demand;
import de.lopezitwelt.chat.budget.counter.LimitName;
import de.lopezitwelt.chat.budget.counter.Reservation;
import de.lopezitwelt.chat.budget.counter.Settlement;
import de.lopezitwelt.chat.budget.counter.UsageCounterRepository;
import de.lopezitwelt.contracts.reply.ReplyEnded;
import de.lopezitwelt.contracts.reply.ReplyOrigin;
import de.lopezitwelt.contracts.reply.ReplyRefused;
import de.lopezitwelt.platform.web.audit.ChangeRecorder;
import de.lopezitwelt.platform.web.problem.ProblemException;
import de.lopezitwelt.runtime.catalog.Price;
import de.lopezitwelt.runtime.model.Usage;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Charges the most that a model call can use before the call, and refunds the rest after it. It is for calls that store
 * nothing from which they could be settled after a crash: a crash then costs the user a little, instead of breaking the
 * limit.
 */
@ApplicationScoped
public class AdvanceCharges {
    private static final Logger LOG = Logger.getLogger(AdvanceCharges.class);
    private static final int TRIES = 3;

    private final UsageCounterRepository rows;
    private final Pool pool;
    private final ChangeRecorder changes;
    private final Clock clock;

    AdvanceCharges(UsageCounterRepository rows, Pool pool, ChangeRecorder changes, Clock clock) {
        this.rows = rows;
        this.pool = pool;
        this.changes = changes;
        this.clock = clock;
    }

    /**
     * Charges all demands at once. Fails with 429 when a limit does not allow one of them, and publishes that.
     *
     * @param origin of the call
     * @param model that is to be called
     * @return the amounts that can be refunded; messages cannot
     */
    public Uni<List<Reservation>> charge(List<Demand> demands, ReplyOrigin origin, String model) {
        AtomicReference<@Nullable Demand> refusal = new AtomicReference<>();
        return change(
                        demands.stream().map(Demand::key).toList(),
                        counters -> counters.grant(demands).ifPresent(refused -> {
                            refusal.set(refused);
                            throw BudgetProblem.of(refused, clock.instant());
                        }),
                        transaction -> Uni.createFrom().voidItem())
                .onFailure(ProblemException.class)
                .call(refused -> tell(refusal.get(), origin, model))
                .replaceWith(() -> demands.stream()
                        .filter(demand -> demand.key().limit() != LimitName.MESSAGES_PER_DAY)
                        .map(demand -> new Reservation(demand.key(), demand.amount()))
                        .toList());
    }

    private Uni<Void> tell(@Nullable Demand refused, ReplyOrigin origin, String model) {
        if (refused == null) {
            return Uni.createFrom().voidItem();
        }
        CounterKey key = refused.key();
        ReplyRefused event = new ReplyRefused(
                origin, model, key.limit().wireName(), key.subjectType().wireName());
        return pool.withTransaction(transaction -> publish(transaction, origin, event))
                .onFailure()
                .invoke(lost -> LOG.warnf(lost, "nobody is told that a call was refused"))
                .onFailure()
                .recoverWithNull();
    }

    /** There is one event of a call, so its version is 1. */
    private Uni<Void> publish(SqlConnection transaction, ReplyOrigin origin, Record event) {
        return changes.record(transaction, changes.byNobody().event(event, origin.replyId(), 1));
    }

    /** Refunds what was charged beyond these amounts, and publishes the call's end. */
    private Uni<Void> refund(List<Reservation> charged, long tokens, BigDecimal cost, ReplyEnded event) {
        List<Settlement> settlements = BudgetPolicy.settle(charged, tokens, cost).stream()
                .map(settled -> new Settlement(settled.key(), 0, settled.used() - settled.reserved()))
                .toList();
        return change(
                charged.stream().map(Reservation::key).toList(),
                counters -> counters.settle(settlements),
                transaction -> publish(transaction, event.origin(), event.asRecord()));
    }

    /**
     * Refunds what was charged beyond what the call used, and publishes its end. When that cannot be stored, the call stays
     * charged for its upper bound, which the log says.
     *
     * @param event the call's end
     * @param call what it was, for the log
     */
    public Uni<Void> settle(List<Reservation> charged, Usage used, Price price, ReplyEnded event, String call) {
        return refund(charged, used.totalTokens(), price.cost(used), event)
                .onFailure()
                .invoke(lost -> LOG.warnf(lost, "%s stays charged for its upper bound", call))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> change(
            List<CounterKey> keys, Consumer<Counters> change, Function<SqlConnection, Uni<Void>> together) {
        return Uni.createFrom()
                .deferred(() -> {
                    Counters counters = new Counters();
                    return pool.withTransaction(transaction -> rows.lock(transaction, keys, counters)
                            .invoke(() -> change.accept(counters))
                            .chain(() -> rows.store(transaction, counters))
                            .chain(() -> together.apply(transaction)));
                })
                .onFailure(failure -> !(failure instanceof ProblemException))
                .retry()
                .atMost(TRIES);
    }
}
