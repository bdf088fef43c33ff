package de.lopezitwelt.chat.reply.prepare;

import de.lopezitwelt.chat.attachment.PromptFile;
import de.lopezitwelt.chat.branch.BranchPath;
import de.lopezitwelt.chat.budget.Budgets;
import de.lopezitwelt.chat.budget.SubjectLimits;
import de.lopezitwelt.chat.replica.Entitlement;
import de.lopezitwelt.chat.reply.prepare.SessionHistory.Remembered;
import de.lopezitwelt.chat.session.access.AgentAccess;
import de.lopezitwelt.chat.session.access.AgentAccess.UsableAgent;
import de.lopezitwelt.chat.session.read.SessionDirectory;
import de.lopezitwelt.chat.session.read.SessionFacts;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.problem.ProblemException;
import de.lopezitwelt.runtime.AgentRuntime;
import de.lopezitwelt.runtime.PreparedReply;
import de.lopezitwelt.runtime.ReplyRequest;
import de.lopezitwelt.runtime.catalog.ModelDefinition;
import de.lopezitwelt.runtime.model.Conversation;
import de.lopezitwelt.runtime.model.ModelFailure;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prepares turns before their transaction: checks the caller's access, reads the limits and builds the prompt. */
@ApplicationScoped
public class TurnPreparation {
    private final SessionDirectory sessions;
    private final AgentAccess agents;
    private final Budgets budgets;
    private final SessionHistory history;
    private final AgentRuntime runtime;
    private final IdGenerator ids;

    TurnPreparation(
            SessionDirectory sessions,
            AgentAccess agents,
            Budgets budgets,
            SessionHistory history,
            AgentRuntime runtime,
            IdGenerator ids) {
        this.sessions = sessions;
        this.agents = agents;
        this.budgets = budgets;
        this.history = history;
        this.runtime = runtime;
        this.ids = ids;
    }

    public Uni<PreparedTurn> prepare(TurnRequest request) {
        Caller caller = request.caller();
        return switch (request.target()) {
            case TurnRequest.Target.Existing existing ->
                sessions.find(caller, existing.sessionId())
                        .map(found -> found.orOf(existing.agentId()))
                        .chain(session -> agents.forNextTurn(caller, session)
                                .chain(agent ->
                                        prepare(request, session, agent, request.conversation() == null, null)));
            case TurnRequest.Target.Branching branching ->
                sessions.find(caller, branching.sessionId())
                        .chain(session -> agents.forNextTurn(caller, session)
                                .chain(agent -> prepare(
                                        request,
                                        session,
                                        agent,
                                        true,
                                        branching.fork().path())));
            case TurnRequest.Target.New fresh -> {
                SessionFacts session =
                        new SessionFacts(ids.next(), caller.userId(), fresh.agentId(), fresh.organizationId(), null);
                yield agents.forFirstTurn(caller, fresh.agentId(), fresh.organizationId())
                        .chain(agent -> prepare(request, session, agent, false, null));
            }
        };
    }

    public Uni<Void> refreshAgent(Caller caller, String sessionId, String agentEtag) {
        return sessions.find(caller, sessionId)
                .chain(session -> session.hasAgent()
                        ? agents.refresh(session.agentId(), agentEtag)
                        : Uni.createFrom().voidItem());
    }

    /** Whom messages count for that ask for no reply. A session takes them before it has an agent, too. */
    public Uni<List<SubjectLimits>> subjects(Caller caller, SessionFacts session) {
        return session.hasAgent()
                ? agents.forNextTurn(caller, session).chain(agent -> subjects(caller, session, agent.licence()))
                : agents.requireMember(session.organizationId(), caller.userId())
                        .chain(() -> subjects(caller, session, null));
    }

    private Uni<List<SubjectLimits>> subjects(Caller caller, SessionFacts session, @Nullable Entitlement licence) {
        return budgets.subjects(caller.userId(), caller.apiKeyId(), session.organizationId(), licence);
    }

    /** Builds the prompt again, for a session that got messages after it was built first. */
    public Uni<PreparedReply> again(TurnRequest request, PreparedTurn turn, long position) {
        SessionFacts session = turn.session();
        return history.load(
                        session.id(),
                        turn.agent().agent().type(),
                        request.messages().size(),
                        position,
                        null,
                        takesImages(turn.agent()))
                .map(remembered -> reply(request, session, turn.agent(), remembered));
    }

    private Uni<PreparedTurn> prepare(
            TurnRequest request,
            SessionFacts session,
            UsableAgent agent,
            boolean withHistory,
            @Nullable BranchPath path) {
        boolean images = takesImages(agent);
        if (!images) {
            refuseImages(request);
        }
        Uni<Remembered> earlier = withHistory
                ? history.load(session.id(), agent.agent().type(), 0, Long.MAX_VALUE, path, images)
                : Uni.createFrom().item(Remembered.NOTHING);
        return Uni.combine()
                .all()
                .unis(
                        subjects(request.caller(), session, agent.licence()),
                        earlier,
                        runtime.ready(AgentSpecs.of(agent), request.caller().person()))
                .with((subjects, remembered, ready) -> new PreparedTurn(
                        session,
                        agent,
                        subjects,
                        reply(request, session, agent, remembered),
                        withHistory && path == null,
                        remembered.lastId()));
    }

    private boolean takesImages(UsableAgent agent) {
        return runtime.catalog()
                .find(AgentSpecs.of(agent).model())
                .map(ModelDefinition::takesImages)
                .orElse(false);
    }

    private static void refuseImages(TurnRequest request) {
        for (NewUserMessage message : request.messages()) {
            for (PromptFile file : message.files()) {
                if (file.isImage()) {
                    throw ProblemException.invalid(file.field(), "is an image, which the agent's model does not take");
                }
            }
        }
    }

    private PreparedReply reply(TurnRequest request, SessionFacts session, UsableAgent usable, Remembered remembered) {
        PreparedReply reply = prepared(request, usable, history.conversation(request, remembered, takesImages(usable)));
        return history.keeping(reply, request, session.id(), remembered);
    }

    private PreparedReply prepared(TurnRequest request, UsableAgent usable, Conversation conversation) {
        TurnRequest.Options options = request.options();
        try {
            return runtime.prepare(new ReplyRequest(
                    AgentSpecs.of(usable),
                    conversation,
                    options.maxOutputTokens(),
                    options.sampling(),
                    options.responseFormat(),
                    options.clientTools(),
                    options.toolChoice(),
                    options.streaming(),
                    options.traceparent(),
                    request.caller().person()));
        } catch (ModelFailure failure) {
            throw AgentSpecs.problemOf(failure);
        }
    }
}
