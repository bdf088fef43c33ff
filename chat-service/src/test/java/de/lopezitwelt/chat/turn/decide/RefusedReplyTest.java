package de.lopezitwelt.chat.turn.decide;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.chat.budget.counter.CounterKey;
import de.lopezitwelt.chat.budget.counter.Demand;
import de.lopezitwelt.chat.budget.counter.LimitName;
import de.lopezitwelt.chat.turn.command.NewSession;
import de.lopezitwelt.chat.turn.command.ReplyDraft;
import de.lopezitwelt.chat.turn.command.TurnCommand.OpenReply;
import de.lopezitwelt.chat.turn.command.TurnOutcome;
import de.lopezitwelt.chat.usage.ReplyEnds;
import de.lopezitwelt.contracts.reply.ReplyRefused;
import de.lopezitwelt.contracts.subscription.EntitlementSubject;
import de.lopezitwelt.platform.messaging.Actor;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RefusedReplyTest {
    private static final Actor ACTOR = new Actor("user", null, null, null, null);

    private final TurnState state = TurnState.empty();

    @Test
    void exhaustedBudgetIsPublishedAndLeavesTheSessionAsItWas() {
        existing();

        TurnPlan plan = TurnDecider.decide(state, List.of(open("r", LimitName.TOKENS_PER_MONTH, null)));

        assertThat(plan.outcomes).singleElement().isInstanceOf(TurnOutcome.OverBudget.class);
        assertThat(plan.facts)
                .containsExactly(new TurnFact.Replied(
                        "r", 1, new ReplyRefused(ReplyEnds.origin("r"), "model", "tokens_per_month", "user"), ACTOR));
        assertThat(plan.isEmpty()).isFalse();
        assertThat(plan.sessions).isEmpty();
    }

    @Test
    void sessionThatDoesNotComeToBeIsNotNamed() {
        var fresh = new NewSession("agent", null, null, null, Instant.EPOCH);

        TurnPlan plan = TurnDecider.decide(state, List.of(open("r", LimitName.COST_PER_MONTH, fresh)));

        assertThat(plan.facts)
                .singleElement()
                .isInstanceOfSatisfying(
                        TurnFact.Replied.class,
                        fact -> assertThat(
                                        ((ReplyRefused) fact.event()).origin().sessionId())
                                .isNull());
        assertThat(plan.sessions).isEmpty();
    }

    @Test
    void tooManyRepliesAtOnceArePublishedByNobodyBecauseProgramsOnlyWait() {
        existing();

        TurnPlan plan = TurnDecider.decide(state, List.of(open("r", LimitName.CONCURRENT_REPLIES, null)));

        assertThat(plan.outcomes).singleElement().isInstanceOf(TurnOutcome.OverBudget.class);
        assertThat(plan.facts).isEmpty();
    }

    private void existing() {
        state.sessions()
                .put("s", new SessionRow("s", "user", "agent", null, true, 7, 3, null, 0, 1, "m0", null, false));
    }

    private static OpenReply open(String reply, LimitName limit, @Nullable NewSession fresh) {
        CounterKey key = new CounterKey(EntitlementSubject.USER, "user", limit, LocalDate.EPOCH);
        return new OpenReply(
                "s",
                "user",
                fresh,
                List.of(),
                "m",
                null,
                null,
                null,
                new ReplyDraft(reply, 1, "model", 0, null, ReplyEnds.origin(reply), true, false),
                List.of(new Demand(key, 1, 0L, false)),
                null,
                ACTOR);
    }
}
