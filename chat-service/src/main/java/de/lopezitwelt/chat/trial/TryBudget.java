package de.lopezitwelt.chat.trial;

import de.lopezitwelt.chat.budget.BudgetPolicy;
import de.lopezitwelt.chat.budget.BudgetProblem;
import de.lopezitwelt.chat.budget.CounterKey;
import de.lopezitwelt.chat.budget.Counters;
import de.lopezitwelt.chat.budget.Demand;
import de.lopezitwelt.chat.budget.LimitName;
import de.lopezitwelt.chat.budget.Reservation;
import de.lopezitwelt.chat.budget.Settlement;
import de.lopezitwelt.chat.budget.SubjectLimits;
import de.lopezitwelt.chat.budget.UsageCounterRepository;
import de.lopezitwelt.platform.web.problem.ProblemException;
import de.lopezitwelt.runtime.PreparedReply;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;

/**
 * Charges a try beforehand for the most it can use, and gives the rest back afterwards: nothing is stored that could
 * settle it after a crash, so that a crash costs the user a little rather than the limit.
 */
@ApplicationScoped
class TryBudget {
    private static final int TRIES = 3;

    private final UsageCounterRepository rows;
    private final Pool pool;
    private final Clock clock;

    TryBudget(UsageCounterRepository rows, Pool pool, Clock clock) {
        this.rows = rows;
        this.pool = pool;
        this.clock = clock;
    }

    /** Fails with 429 when a limit does not allow it. */
    Uni<List<Reservation>> charge(List<SubjectLimits> subjects, PreparedReply reply) {
        BigDecimal cost = reply.model().price().cost(reply.promptUpperBound(), reply.maxOutputTokens());
        List<Demand> demands =
                BudgetPolicy.forReply(subjects, reply.tokenUpperBound(), cost, Long.MAX_VALUE, clock.instant()).stream()
                        .filter(demand -> demand.key().limit() != LimitName.CONCURRENT_REPLIES)
                        .map(demand -> new Demand(demand.key(), demand.amount(), demand.limit(), true))
                        .toList();
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

    Uni<Void> refund(List<Reservation> charged, long tokens, BigDecimal cost) {
        List<Settlement> settlements = BudgetPolicy.settle(charged, tokens, cost).stream()
                .map(settled -> new Settlement(settled.key(), 0, settled.used() - settled.reserved()))
                .toList();
        return change(charged.stream().map(Reservation::key).toList(), counters -> counters.settle(settlements));
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
