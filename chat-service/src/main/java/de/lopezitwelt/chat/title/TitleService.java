package de.lopezitwelt.chat.title;

import de.lopezitwelt.chat.budget.AdvanceCharges;
import de.lopezitwelt.chat.budget.BudgetPolicy;
import de.lopezitwelt.chat.budget.BudgetProblem;
import de.lopezitwelt.chat.budget.counter.Demand;
import de.lopezitwelt.chat.budget.counter.Reservation;
import de.lopezitwelt.chat.session.SessionService;
import de.lopezitwelt.contracts.agent.AgentType;
import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.web.problem.ProblemException;
import de.lopezitwelt.runtime.AgentRuntime;
import de.lopezitwelt.runtime.PreparedReply;
import de.lopezitwelt.runtime.ReplyRequest;
import de.lopezitwelt.runtime.agent.AgentSpec;
import de.lopezitwelt.runtime.catalog.ModelDefinition;
import de.lopezitwelt.runtime.catalog.Price;
import de.lopezitwelt.runtime.model.Conversation;
import de.lopezitwelt.runtime.model.ModelFailure;
import de.lopezitwelt.runtime.model.Usage;
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
    private final Clock clock;
    private final Actor self;

    TitleService(
            AgentRuntime runtime,
            AdvanceCharges charges,
            SessionService sessions,
            TitleConfig config,
            Clock clock,
            @ConfigProperty(name = "lopez.service.name") String service) {
        this.runtime = runtime;
        this.charges = charges;
        this.sessions = sessions;
        this.config = config;
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
            return charges.charge(demands)
                    .chain(charged -> ask(prepared, charged))
                    .chain(said -> give(exchange, said))
                    .onFailure(TitleService::isOverBudget)
                    .recoverWithItem(TitleOutcome.OVER_BUDGET);
        });
    }

    private static boolean isOverBudget(Throwable failure) {
        return failure instanceof ProblemException problem && problem.type() == BudgetProblem.BUDGET_EXHAUSTED;
    }

    private Uni<String> ask(PreparedReply prepared, List<Reservation> charged) {
        TitleAnswer answer = new TitleAnswer(prepared);
        return prepared.events()
                .onItem()
                .invoke(answer::add)
                .collect()
                .last()
                .ifNoItem()
                .after(config.timeout())
                .failWith(() -> ModelFailure.of(ModelFailure.Kind.TIMEOUT))
                .onTermination()
                .call((last, failure, cancelled) -> refund(charged, answer, failure))
                .map(last -> answer.text());
    }

    /** At the price of the model that answered, which may have been the fallback. */
    private Uni<Void> refund(List<Reservation> charged, TitleAnswer answer, @Nullable Throwable failure) {
        Usage used = answer.usage(failure);
        Price price = runtime.catalog()
                .find(answer.model())
                .map(ModelDefinition::price)
                .orElse(answer.boundPrice());
        return charges.settle(charged, used, price, "a title");
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
