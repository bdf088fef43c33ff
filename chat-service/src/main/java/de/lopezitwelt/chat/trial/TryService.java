package de.lopezitwelt.chat.trial;

import de.lopezitwelt.chat.budget.AdvanceCharges;
import de.lopezitwelt.chat.budget.BudgetPolicy;
import de.lopezitwelt.chat.budget.Budgets;
import de.lopezitwelt.chat.budget.FewPerUser;
import de.lopezitwelt.chat.budget.SubjectLimits;
import de.lopezitwelt.chat.budget.counter.Demand;
import de.lopezitwelt.chat.budget.counter.Reservation;
import de.lopezitwelt.chat.delivery.EventStreams;
import de.lopezitwelt.chat.delivery.Listener;
import de.lopezitwelt.chat.replica.Entitlement;
import de.lopezitwelt.chat.reply.ReplyConfig;
import de.lopezitwelt.chat.reply.prepare.AgentSpecs;
import de.lopezitwelt.chat.reply.stream.ReplyFailure;
import de.lopezitwelt.chat.session.access.AgentAccess;
import de.lopezitwelt.chat.usage.CallUse;
import de.lopezitwelt.chat.usage.WatchedCall;
import de.lopezitwelt.contracts.agent.AgentType;
import de.lopezitwelt.contracts.reply.ReplyOrigin;
import de.lopezitwelt.contracts.reply.ReplySource;
import de.lopezitwelt.platform.persistence.Id;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.web.drain.Drain;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.problem.CommonProblem;
import de.lopezitwelt.platform.web.problem.ProblemException;
import de.lopezitwelt.platform.web.problem.Violation;
import de.lopezitwelt.runtime.AgentRuntime;
import de.lopezitwelt.runtime.PreparedReply;
import de.lopezitwelt.runtime.ReplyRequest;
import de.lopezitwelt.runtime.agent.AgentConfigSchemas;
import de.lopezitwelt.runtime.agent.AgentSpec;
import de.lopezitwelt.runtime.model.Conversation;
import de.lopezitwelt.runtime.model.ModelFailure;
import de.lopezitwelt.runtime.model.PromptMessage;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lets an agent reply once within the caller's budgets, and stores nothing. */
@ApplicationScoped
class TryService {
    private final AgentAccess agents;
    private final Budgets budgets;
    private final AdvanceCharges charges;
    private final AgentRuntime runtime;
    private final EventStreams streams;
    private final ReplyConfig limits;
    private final TryConfig config;
    private final IdGenerator ids;
    private final Clock clock;
    private final Drain drain;
    private final FewPerUser few;

    TryService(
            AgentAccess agents,
            Budgets budgets,
            AdvanceCharges charges,
            AgentRuntime runtime,
            EventStreams streams,
            ReplyConfig limits,
            TryConfig config,
            IdGenerator ids,
            Clock clock,
            Drain drain) {
        this.agents = agents;
        this.budgets = budgets;
        this.charges = charges;
        this.runtime = runtime;
        this.streams = streams;
        this.limits = limits;
        this.config = config;
        this.ids = ids;
        this.clock = clock;
        this.drain = drain;
        this.few = new FewPerUser(config.concurrent(), "tries");
    }

    /** An agent to try; its version is null for a draft. */
    private record Candidate(AgentSpec spec, @Nullable Long version, AgentAccess.@Nullable UsableAgent usable) {}

    Uni<TryReply> reply(Caller caller, TryRequest request) {
        ensureSize(request);
        String organizationId = caller.organizationFor(Id.textOf(request.organizationId()));
        long arrivedNanos = System.nanoTime();
        return drain.admit(() -> reply(caller, request, organizationId, arrivedNanos));
    }

    private Uni<TryReply> reply(Caller caller, TryRequest request, @Nullable String organizationId, long arrivedNanos) {
        return candidate(caller, request, organizationId)
                .chain(candidate ->
                        runtime.ready(candidate.spec(), caller.person()).replaceWith(candidate))
                .chain(candidate -> budgets.subjects(
                                caller.userId(),
                                caller.apiKeyId(),
                                organizationId,
                                candidate.usable() == null
                                        ? null
                                        : candidate.usable().licence())
                        .chain(subjects -> {
                            PreparedReply prepared = prepare(candidate.spec(), request, caller.person());
                            ReplyOrigin origin = origin(caller, request, organizationId, candidate);
                            WatchedCall call = new WatchedCall(origin, prepared, arrivedNanos);
                            return few.admit(
                                    caller.userId(),
                                    charges.charge(
                                                    demands(subjects, prepared),
                                                    origin,
                                                    prepared.model().name())
                                            .chain(charged -> streams.awaited(
                                                    new Listener(caller, organizationId),
                                                    run(candidate, prepared, call, charged))));
                        }));
    }

    private ReplyOrigin origin(
            Caller caller, TryRequest request, @Nullable String organizationId, Candidate candidate) {
        AgentAccess.UsableAgent usable = candidate.usable();
        Entitlement licence = usable == null ? null : usable.licence();
        return new ReplyOrigin(
                ids.next(),
                null,
                caller.userId(),
                organizationId,
                licence == null ? null : licence.subjectId(),
                caller.apiKeyId(),
                Id.textOf(request.agentId()),
                candidate.version(),
                ReplySource.TRIAL);
    }

    private Uni<Candidate> candidate(Caller caller, TryRequest request, @Nullable String organizationId) {
        TryRequest.Draft draft = request.draft();
        String agentId = Id.textOf(request.agentId());
        if (draft == null && agentId != null) {
            return agents.forNewSession(caller, agentId, organizationId, request.agentVersion())
                    .map(usable ->
                            new Candidate(AgentSpecs.of(usable), usable.agent().versionNumber(), usable));
        }
        if (draft == null || agentId != null || request.agentVersion() != null) {
            return Uni.createFrom().failure(() -> ProblemException.invalid("agent_id", "either agent_id or draft"));
        }
        AgentType type = draft.type();
        List<Violation> violations = AgentConfigSchemas.validate(type, draft.config()).stream()
                .map(violation -> new Violation("draft." + violation.field(), violation.reason()))
                .toList();
        return violations.isEmpty()
                ? Uni.createFrom().item(new Candidate(AgentSpec.of(type, draft.model(), draft.config()), null, null))
                : Uni.createFrom().failure(() -> ProblemException.invalid(violations));
    }

    private PreparedReply prepare(AgentSpec spec, TryRequest request, @Nullable String person) {
        List<PromptMessage> turns = new ArrayList<>();
        if (request.history() != null) {
            request.history()
                    .forEach(said -> turns.add(
                            switch (said.type()) {
                                case USER -> PromptMessage.user(said.content());
                                case AGENT -> PromptMessage.assistant(said.content());
                                case SYSTEM -> PromptMessage.system(said.content());
                            }));
        }
        turns.add(PromptMessage.user(request.content()));
        try {
            return runtime.prepare(
                    ReplyRequest.of(spec, new Conversation(turns)).forUser(person));
        } catch (ModelFailure failure) {
            throw AgentSpecs.problemOf(failure);
        }
    }

    /** A try counts as a message. */
    private List<Demand> demands(List<SubjectLimits> subjects, PreparedReply prepared) {
        BigDecimal cost = prepared.model().price().most(prepared.promptUpperBound(), prepared.maxOutputTokens());
        List<Demand> demands = new ArrayList<>(BudgetPolicy.forMessage(subjects, clock.instant()));
        demands.addAll(BudgetPolicy.inAdvance(subjects, prepared.tokenUpperBound(), cost, clock.instant()));
        return demands;
    }

    private Uni<TryReply> run(
            Candidate candidate, PreparedReply prepared, WatchedCall call, List<Reservation> charged) {
        TryTranscript transcript = new TryTranscript(candidate.version(), limits.maxReplyLength());
        return prepared.events()
                .onItem()
                .invoke(event -> {
                    call.see(event);
                    transcript.add(event);
                })
                .collect()
                .last()
                .ifNoItem()
                .after(config.maxDuration())
                .failWith(() -> ModelFailure.of(ModelFailure.Kind.TIMEOUT))
                .map(end -> transcript.reply())
                .onTermination()
                .call((reply, failure, cancelled) -> {
                    CallUse use = call.use(runtime, failure);
                    return charges.settle(charged, use.usage(), use.price(), call.event(use, failure), "a try");
                })
                .onFailure(ModelFailure.class)
                .transform(failure -> ReplyFailure.of((ModelFailure) failure).problem());
    }

    private void ensureSize(TryRequest request) {
        int bytes = request.content().getBytes(StandardCharsets.UTF_8).length;
        if (bytes > limits.maxMessageBytes()) {
            throw new ProblemException(
                            CommonProblem.PAYLOAD_TOO_LARGE,
                            "A message has at most " + limits.maxMessageBytes() + " bytes")
                    .withViolation("content", "is too long");
        }
    }
}
