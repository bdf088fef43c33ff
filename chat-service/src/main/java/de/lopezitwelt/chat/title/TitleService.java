package de.lopezitwelt.chat.title;

import de.lopezitwelt.chat.budget.AdvanceCharges;
import de.lopezitwelt.chat.budget.BudgetPolicy;
import de.lopezitwelt.chat.budget.BudgetProblem;
import de.lopezitwelt.chat.budget.counter.Demand;
import de.lopezitwelt.chat.budget.counter.Reservation;
import de.lopezitwelt.chat.session.SessionService;
import de.lopezitwelt.chat.usage.CallUse;
import de.lopezitwelt.chat.usage.WatchedCall;
import de.lopezitwelt.contracts.agent.AgentType;
import de.lopezitwelt.contracts.reply.ReplyOrigin;
import de.lopezitwelt.contracts.reply.ReplySource;
import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.web.problem.ProblemException;
import de.lopezitwelt.runtime.AgentRuntime;
import de.lopezitwelt.runtime.PreparedReply;
import de.lopezitwelt.runtime.ReplyRequest;
import de.lopezitwelt.runtime.agent.AgentSpec;
import de.lopezitwelt.runtime.model.Conversation;
import de.lopezitwelt.runtime.model.ModelFailure;
import de.lopezitwelt.runtime.prompt.TitlePrompt;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Asks a model for the subject of a session and makes it the title. The subjects that pay for replies pay for it in
 * advance, so no budget is exceeded. The platform sets the title, so the event's actor is this service.
 */
@ApplicationScoped
class TitleService {
    private final AgentRuntime runtime;
    private final AdvanceCharges charges;
    private final SessionService sessions;
    private final TitleConfig config;
    private final IdGenerator ids;
    private final Clock clock;
    private final Actor self;

    TitleService(
            AgentRuntime runtime,
            AdvanceCharges charges,
            SessionService sessions,
            TitleConfig config,
            IdGenerator ids,
            Clock clock,
            @ConfigProperty(name = "lopez.service.name") String service) {
        this.runtime = runtime;
        this.charges = charges;
        this.sessions = sessions;
        this.config = config;
        this.ids = ids;
        this.clock = clock;
        this.self = Actor.ofService(service);
    }

    boolean knows(String model) {
        return runtime.catalog().find(model).isPresent();
    }

    /** Fails when the model does. */
    Uni<TitleOutcome> make(String model, FirstExchange exchange, String answer) {
        return Uni.createFrom().deferred(() -> {
            PreparedReply prepared = runtime.prepare(ReplyRequest.of(
                            AgentSpec.of(AgentType.CHATBOT, model),
                            new Conversation(TitlePrompt.of(exchange.asked(), answer)))
                    .withMaxOutputTokens(config.maxOutputTokens()));
            BigDecimal cost = prepared.model().price().most(prepared.promptUpperBound(), prepared.maxOutputTokens());
            List<Demand> demands =
                    BudgetPolicy.inAdvance(exchange.subjects(), prepared.tokenUpperBound(), cost, clock.instant());
            ReplyOrigin origin = exchange.origin().of(ids.next(), ReplySource.TITLE);
            WatchedCall call = new WatchedCall(origin, prepared, System.nanoTime());
            return charges.charge(demands, origin, prepared.model().name())
                    .chain(charged -> ask(prepared, call, charged))
                    .chain(said -> give(exchange, said))
                    .onFailure(TitleService::isOverBudget)
                    .recoverWithItem(TitleOutcome.OVER_BUDGET);
        });
    }

    private static boolean isOverBudget(Throwable failure) {
        return failure instanceof ProblemException problem && problem.type() == BudgetProblem.BUDGET_EXHAUSTED;
    }

    private Uni<String> ask(PreparedReply prepared, WatchedCall call, List<Reservation> charged) {
        TitleAnswer answer = new TitleAnswer();
        return prepared.events()
                .onItem()
                .invoke(event -> {
                    call.see(event);
                    answer.add(event);
                })
                .collect()
                .last()
                .ifNoItem()
                .after(config.timeout())
                .failWith(() -> ModelFailure.of(ModelFailure.Kind.TIMEOUT))
                .onTermination()
                .call((last, failure, cancelled) -> refund(charged, call, failure))
                .map(last -> answer.text());
    }

    private Uni<Void> refund(List<Reservation> charged, WatchedCall call, @Nullable Throwable failure) {
        CallUse use = call.use(runtime, failure);
        return charges.settle(charged, use.usage(), use.price(), call.event(use, failure), "a title");
    }

    private Uni<TitleOutcome> give(FirstExchange exchange, String said) {
        String title = TitlePolicy.generated(said);
        if (title == null) {
            return Uni.createFrom().item(TitleOutcome.FAILED);
        }
        return sessions.retitle(exchange.sessionId(), exchange.firstWords(), title, self)
                .map(given -> given ? TitleOutcome.GIVEN : TitleOutcome.LATE);
    }
}
