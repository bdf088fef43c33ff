package de.lopezitwelt.chat.budget;

import de.lopezitwelt.chat.budget.counter.Demand;
import de.lopezitwelt.chat.budget.counter.LimitName;
import de.lopezitwelt.platform.web.problem.ProblemException;
import de.lopezitwelt.platform.web.problem.ProblemType;
import java.time.Duration;
import java.time.Instant;

/** Tells a caller which limit is exhausted and when its window ends. */
public enum BudgetProblem implements ProblemType {
    BUDGET_EXHAUSTED("A usage limit is reached", "budget-exhausted"),
    TOO_MANY_REPLIES("Too many replies are under way", "too-many-replies");

    private static final Duration SOON = Duration.ofSeconds(2);

    private final String title;
    private final String code;

    BudgetProblem(String title, String code) {
        this.title = title;
        this.code = code;
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
        return new ProblemException(
                        BUDGET_EXHAUSTED,
                        "The limit " + limit.wireName() + " of the " + subject.replace('_', ' ') + " is reached until "
                                + resetAt)
                .with("limit", limit.wireName())
                .with("subject", subject)
                .with("reset_at", resetAt)
                .retryAfter(Duration.between(now, resetAt));
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public int status() {
        return 429;
    }
}
