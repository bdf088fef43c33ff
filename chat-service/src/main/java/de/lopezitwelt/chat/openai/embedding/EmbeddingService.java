package de.lopezitwelt.chat.openai.embedding;

import de.lopezitwelt.chat.budget.AdvanceCharges;
import de.lopezitwelt.chat.budget.BudgetPolicy;
import de.lopezitwelt.chat.budget.Budgets;
import de.lopezitwelt.chat.budget.FewPerUser;
import de.lopezitwelt.chat.budget.SubjectLimits;
import de.lopezitwelt.chat.budget.counter.Demand;
import de.lopezitwelt.chat.budget.counter.Reservation;
import de.lopezitwelt.chat.delivery.EventStreams;
import de.lopezitwelt.chat.delivery.Listener;
import de.lopezitwelt.chat.openai.model.EmbeddingModels;
import de.lopezitwelt.chat.reply.stream.ReplyFailure;
import de.lopezitwelt.chat.session.access.AgentAccess;
import de.lopezitwelt.chat.usage.CallUse;
import de.lopezitwelt.chat.usage.WatchedCall;
import de.lopezitwelt.contracts.reply.ReplyOrigin;
import de.lopezitwelt.contracts.reply.ReplySource;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.web.drain.Drain;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.problem.ProblemException;
import de.lopezitwelt.runtime.AgentRuntime;
import de.lopezitwelt.runtime.PreparedEmbeddings;
import de.lopezitwelt.runtime.PreparedReply;
import de.lopezitwelt.runtime.catalog.ModelDefinition;
import de.lopezitwelt.runtime.model.ModelFailure;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Embeds texts within the caller's budgets, and stores nothing. Tokens and cost are counted as those of replies; a request is
 * no message.
 */
@ApplicationScoped
class EmbeddingService {
    private final EmbeddingModels models;
    private final AgentAccess access;
    private final Budgets budgets;
    private final AdvanceCharges charges;
    private final AgentRuntime runtime;
    private final EventStreams streams;
    private final EmbeddingConfig config;
    private final IdGenerator ids;
    private final Clock clock;
    private final Drain drain;
    private final FewPerUser few;

    EmbeddingService(
            EmbeddingModels models,
            AgentAccess access,
            Budgets budgets,
            AdvanceCharges charges,
            AgentRuntime runtime,
            EventStreams streams,
            EmbeddingConfig config,
            IdGenerator ids,
            Clock clock,
            Drain drain) {
        this.models = models;
        this.access = access;
        this.budgets = budgets;
        this.charges = charges;
        this.runtime = runtime;
        this.streams = streams;
        this.config = config;
        this.ids = ids;
        this.clock = clock;
        this.drain = drain;
        this.few = new FewPerUser(config.concurrent(), "requests for embeddings");
    }

    Uni<EmbeddingAnswer> embed(Caller caller, EmbeddingQuery query) {
        ModelDefinition model = models.usable(caller, query.model());
        PreparedEmbeddings prepared = prepare(model, query);
        String organizationId = caller.organizationFor(null);
        ReplyOrigin origin = origin(caller, organizationId);
        WatchedCall call = new WatchedCall(origin, prepared.call(), System.nanoTime());
        return drain.admit(() -> access.forCall(caller, organizationId)
                .chain(() -> budgets.subjects(caller.userId(), caller.apiKeyId(), organizationId, null))
                .chain(subjects -> few.admit(
                        caller.userId(),
                        charges.charge(demands(subjects, prepared.call()), origin, model.name())
                                .chain(charged -> streams.awaited(
                                        new Listener(caller, organizationId), run(query, prepared, call, charged))))));
    }

    private ReplyOrigin origin(Caller caller, @Nullable String organizationId) {
        return new ReplyOrigin(
                ids.next(),
                null,
                caller.userId(),
                organizationId,
                null,
                caller.apiKeyId(),
                null,
                null,
                ReplySource.EMBEDDING);
    }

    private PreparedEmbeddings prepare(ModelDefinition model, EmbeddingQuery query) {
        try {
            return runtime.embeddings(model.name(), query.request());
        } catch (ModelFailure failure) {
            throw problemOf(failure);
        }
    }

    private List<Demand> demands(List<SubjectLimits> subjects, PreparedReply call) {
        BigDecimal cost = call.model().price().most(call.promptUpperBound(), call.maxOutputTokens());
        return BudgetPolicy.inAdvance(subjects, call.tokenUpperBound(), cost, clock.instant());
    }

    private Uni<EmbeddingAnswer> run(
            EmbeddingQuery query, PreparedEmbeddings prepared, WatchedCall call, List<Reservation> charged) {
        return prepared.call()
                .events()
                .onItem()
                .invoke(call::see)
                .collect()
                .last()
                .ifNoItem()
                .after(config.maxDuration())
                .failWith(() -> ModelFailure.of(ModelFailure.Kind.TIMEOUT))
                .onTermination()
                .call((end, failure, cancelled) -> {
                    CallUse use = call.use(runtime, failure);
                    return charges.settle(
                            charged, use.usage(), use.price(), call.event(use, failure), "a request for embeddings");
                })
                .map(end -> EmbeddingAnswer.of(
                        query, prepared.call().model(), prepared.vectors().get(), call.used()))
                .onFailure(ModelFailure.class)
                .transform(failure -> problemOf((ModelFailure) failure));
    }

    private static ProblemException problemOf(ModelFailure failure) {
        ProblemException problem = ReplyFailure.of(failure).problem();
        return failure.kind() == ModelFailure.Kind.CONTEXT_LENGTH
                ? problem.withViolation("input", "is too long for the model")
                : problem;
    }
}
