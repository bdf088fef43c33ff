package de.lopezitwelt.chat.budget;

import de.lopezitwelt.chat.budget.counter.Demand;
import de.lopezitwelt.chat.budget.counter.LimitName;
import de.lopezitwelt.contracts.subscription.PlanType;
import de.lopezitwelt.platform.web.problem.EnumProblem;
import de.lopezitwelt.platform.web.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;

/** Tells a caller which limit is exhausted and when its window ends. */
public enum BudgetProblem implements EnumProblem {
    BUDGET_EXHAUSTED("A usage limit is reached", 429),
    TOO_MANY_REPLIES("Too many replies are under way", 429);

    private static final Duration SOON = Duration.ofSeconds(2);

    private final Description description;

    BudgetProblem(String title, int status) {
        this.description = new Description(title, status);
    }

    @Override
    public Description description() {
        return description;
    }

    public static ProblemException of(Demand refused, Instant now) {
        LimitName limit = refused.key().limit();
        if (limit == LimitName.CONCURRENT_REPLIES) {
            return new ProblemException(
                            TOO_MANY_REPLIES, "At most " + refused.limit() + " replies may be under way at once")
                    .with("limit", limit.wireName())
                    .retryAfter(SOON);
        }
        Instant resetAt = limit.windowEnd(refused.key().windowStart());
        String subject = refused.key().subjectType().wireName();
        String of = subject.replace('_', ' ');
        PlanType plan = refused.plan();
        var problem = new ProblemException(
                        BUDGET_EXHAUSTED,
                        "The limit " + limit.wireName() + " of the " + of
                                + (plan == null ? "" : "'s plan " + plan.wireName()) + " is reached until " + resetAt)
                .with("limit", limit.wireName())
                .with("subject", subject)
                .with("reset_at", resetAt)
                .retryAfter(Duration.between(now, resetAt));
        return plan == null ? problem : problem.with("plan", plan.wireName());
    }
}
