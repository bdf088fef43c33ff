package de.lopezitwelt.chat.budget;

import de.lopezitwelt.chat.budget.counter.CounterKey;
import de.lopezitwelt.chat.budget.counter.Counters;
import de.lopezitwelt.chat.budget.counter.Demand;
import de.lopezitwelt.chat.budget.counter.LimitName;
import de.lopezitwelt.chat.budget.counter.Reservation;
import de.lopezitwelt.chat.budget.counter.Settlement;
import de.lopezitwelt.chat.budget.counter.UsageCounterRepository;
import de.lopezitwelt.platform.web.problem.ProblemException;
import de.lopezitwelt.runtime.catalog.Price;
import de.lopezitwelt.runtime.model.Usage;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

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
    private final Clock clock;

    AdvanceCharges(UsageCounterRepository rows, Pool pool, Clock clock) {
        this.rows = rows;
        this.pool = pool;
        this.clock = clock;
    }

    /**
     * Charges all demands at once. Fails with 429 when a limit does not allow one of them.
     *
     * @return the amounts that can be refunded; messages cannot
     */
    public Uni<List<Reservation>> charge(List<Demand> demands) {
        return change(
                        demands.stream().map(Demand::key).toList(),
                        counters -> counters.grant(demands).ifPresent(refused -> {
                            throw BudgetProblem.of(refused, clock.instant());
                        }))
                .replaceWith(() -> demands.stream()
                        .filter(demand -> demand.key().limit() != LimitName.MESSAGES_PER_DAY)
                        .map(demand -> new Reservation(demand.key(), demand.amount()))
                        .toList());
    }

    /** Refunds everything beyond these amounts. */
    Uni<Void> refund(List<Reservation> charged, long tokens, BigDecimal cost) {
        List<Settlement> settlements = BudgetPolicy.settle(charged, tokens, cost).stream()
                .map(settled -> new Settlement(settled.key(), 0, settled.used() - settled.reserved()))
                .toList();
        return change(charged.stream().map(Reservation::key).toList(), counters -> counters.settle(settlements));
    }

    /**
     * As above, for the usage of the call. When the refund cannot be stored, the call stays charged with its upper bound, and the
     * log reports it.
     *
     * @param call a description for the log
     */
    public Uni<Void> settle(List<Reservation> charged, Usage used, Price price, String call) {
        return refund(charged, used.totalTokens(), price.cost(used))
                .onFailure()
                .invoke(lost -> LOG.warnf(lost, "%s stays charged for its upper bound", call))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> change(List<CounterKey> keys, Consumer<Counters> change) {
        return Uni.createFrom()
                .deferred(() -> {
                    Counters counters = new Counters();
                    return pool.withTransaction(transaction -> rows.lock(transaction, keys, counters)
                            .invoke(() -> change.accept(counters))
                            .chain(() -> rows.store(transaction, counters)));
                })
                .onFailure(failure -> !(failure instanceof ProblemException))
                .retry()
                .atMost(TRIES);
    }
}
