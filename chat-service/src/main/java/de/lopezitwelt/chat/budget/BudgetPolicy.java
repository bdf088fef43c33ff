package de.lopezitwelt.chat.budget;

import de.lopezitwelt.chat.budget.counter.CounterKey;
import de.lopezitwelt.chat.budget.counter.Demand;
import de.lopezitwelt.chat.budget.counter.LimitName;
import de.lopezitwelt.chat.budget.counter.Reservation;
import de.lopezitwelt.chat.budget.counter.Settlement;
import de.lopezitwelt.contracts.subscription.EntitlementSubject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Computes the demands of a turn on each subject that pays for it. */
public final class BudgetPolicy {
    private static final int COST_SCALE = 9;

    private BudgetPolicy() {}

    /** A message without a reply: it is counted and nothing is reserved. */
    public static List<Demand> forMessage(List<SubjectLimits> subjects, Instant now) {
        return forMessages(subjects, 1, now);
    }

    /** So many messages without a reply. */
    public static List<Demand> forMessages(List<SubjectLimits> subjects, int count, Instant now) {
        List<Demand> demands = new ArrayList<>(subjects.size());
        for (SubjectLimits subject : subjects) {
            demands.add(messagesOf(subject, count, now));
        }
        return demands;
    }

    /**
     * A message and its reply.
     *
     * @param tokens upper bound of prompt and reply
     * @param cost upper bound in units of the currency
     * @param concurrentReplies how many replies the user may have running at once
     */
    public static List<Demand> forReply(
            List<SubjectLimits> subjects, long tokens, BigDecimal cost, long concurrentReplies, Instant now) {
        List<Demand> demands = new ArrayList<>(subjects.size() * 3 + 1);
        for (SubjectLimits subject : subjects) {
            if (subject.type() == EntitlementSubject.USER) {
                demands.add(new Demand(key(subject, LimitName.CONCURRENT_REPLIES, now), 1, concurrentReplies, false));
            }
            demands.add(messagesOf(subject, 1, now));
            addUse(demands, subject, tokens, cost, false, now);
        }
        return demands;
    }

    /** A model call that is charged at once, see {@link AdvanceCharges}; bounds as for a reply. */
    public static List<Demand> inAdvance(List<SubjectLimits> subjects, long tokens, BigDecimal cost, Instant now) {
        List<Demand> demands = new ArrayList<>(subjects.size() * 2);
        for (SubjectLimits subject : subjects) {
            addUse(demands, subject, tokens, cost, true, now);
        }
        return demands;
    }

    /** The settlements for a reply that has used this much of its reservations. */
    public static List<Settlement> settle(List<Reservation> reservations, long tokens, BigDecimal cost) {
        return reservations.stream()
                .map(reservation -> new Settlement(
                        reservation.key(),
                        reservation.amount(),
                        switch (reservation.key().limit()) {
                            case TOKENS_PER_MONTH -> tokens;
                            case COST_PER_MONTH -> units(cost);
                            case MESSAGES_PER_DAY, CONCURRENT_REPLIES -> 0L;
                        }))
                .toList();
    }

    /** Cost in the unit of the counters: billionths, rounded up. */
    static long units(BigDecimal cost) {
        return cost.setScale(COST_SCALE, RoundingMode.CEILING).unscaledValue().longValueExact();
    }

    private static @Nullable Long unitsOrNull(@Nullable BigDecimal cost) {
        return cost == null ? null : units(cost);
    }

    private static void addUse(
            List<Demand> demands, SubjectLimits subject, long tokens, BigDecimal cost, boolean charge, Instant now) {
        demands.add(new Demand(
                key(subject, LimitName.TOKENS_PER_MONTH, now),
                tokens,
                subject.tokensPerMonth(),
                charge,
                subject.plan()));
        demands.add(new Demand(
                key(subject, LimitName.COST_PER_MONTH, now),
                units(cost),
                unitsOrNull(subject.costPerMonth()),
                charge,
                subject.plan()));
    }

    private static Demand messagesOf(SubjectLimits subject, int count, Instant now) {
        return new Demand(
                key(subject, LimitName.MESSAGES_PER_DAY, now), count, subject.messagesPerDay(), true, subject.plan());
    }

    private static CounterKey key(SubjectLimits subject, LimitName limit, Instant now) {
        return new CounterKey(subject.type(), subject.id(), limit, limit.windowStart(now));
    }
}
