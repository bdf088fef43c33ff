package de.lopezitwelt.chat.reply;

import de.lopezitwelt.chat.budget.Budgets;
import de.lopezitwelt.chat.budget.SubjectLimits;
import de.lopezitwelt.chat.message.MessageService;
import de.lopezitwelt.chat.message.MessageView;
import de.lopezitwelt.chat.session.AgentAccess;
import de.lopezitwelt.chat.session.AgentAccess.UsableAgent;
import de.lopezitwelt.chat.session.ChatProblem;
import de.lopezitwelt.chat.session.SessionDirectory;
import de.lopezitwelt.chat.session.SessionFacts;
import de.lopezitwelt.contracts.agent.AgentState;
import de.lopezitwelt.contracts.session.MessageType;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.problem.ProblemException;
import de.lopezitwelt.runtime.AgentRuntime;
import de.lopezitwelt.runtime.PreparedReply;
import de.lopezitwelt.runtime.ReplyRequest;
import de.lopezitwelt.runtime.agent.AgentSpec;
import de.lopezitwelt.runtime.agent.AgentType;
import de.lopezitwelt.runtime.agent.InvalidAgentConfig;
import de.lopezitwelt.runtime.model.Conversation;
import de.lopezitwelt.runtime.model.ModelFailure;
import de.lopezitwelt.runtime.model.Turn;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Everything about a turn that can be found out before its transaction: who, with whom, for how much, saying what. */
@ApplicationScoped
class TurnPreparation {
    private final SessionDirectory sessions;
    private final AgentAccess agents;
    private final Budgets budgets;
    private final MessageService messages;
    private final AgentRuntime runtime;
    private final ReplyConfig config;
    private final IdGenerator ids;

    TurnPreparation(
            SessionDirectory sessions,
            AgentAccess agents,
            Budgets budgets,
            MessageService messages,
            AgentRuntime runtime,
            ReplyConfig config,
            IdGenerator ids) {
        this.sessions = sessions;
        this.agents = agents;
        this.budgets = budgets;
        this.messages = messages;
        this.runtime = runtime;
        this.config = config;
        this.ids = ids;
    }

    Uni<PreparedTurn> prepare(StartReply request) {
        Caller caller = request.caller();
        return switch (request.target()) {
            case StartReply.Target.Existing existing ->
                ownSession(caller, existing.sessionId())
                        .chain(session -> agents.forNextTurn(session)
                                .chain(agent -> prepare(request, session, agent, request.conversation() == null)));
            case StartReply.Target.New fresh -> {
                SessionFacts session =
                        new SessionFacts(ids.next(), caller.userId(), fresh.agentId(), fresh.organizationId());
                yield agents.forNewSession(caller.userId(), fresh.agentId(), fresh.organizationId())
                        .chain(agent -> prepare(request, session, agent, false));
            }
        };
    }

    /** A key of an organization sees that organization's sessions only. */
    Uni<SessionFacts> ownSession(Caller caller, String sessionId) {
        return sessions.find(caller.userId(), sessionId).invoke(session -> {
            String bound = caller.organizationId();
            if (bound != null && !bound.equals(session.organizationId())) {
                throw ProblemException.notFound();
            }
        });
    }

    Uni<List<SubjectLimits>> subjects(Caller caller, SessionFacts session, UsableAgent agent) {
        return budgets.subjects(caller.userId(), caller.apiKeyId(), session.organizationId(), agent.licence());
    }

    Uni<UsableAgent> agentOf(SessionFacts session) {
        return agents.forNextTurn(session);
    }

    /** The prompt of a turn whose session had grown since it was prepared. */
    Uni<PreparedReply> again(StartReply request, PreparedTurn turn, long position) {
        return messages.history(
                        turn.session().id(),
                        config.historyMessages() + request.messages().size())
                .map(history -> history.stream()
                        .filter(message -> message.position() < position)
                        .toList())
                .map(history -> reply(request, turn.agent(), conversation(request, history)));
    }

    private Uni<PreparedTurn> prepare(
            StartReply request, SessionFacts session, UsableAgent agent, boolean withHistory) {
        Uni<List<MessageView>> history = withHistory
                ? messages.history(session.id(), config.historyMessages())
                : Uni.createFrom().item(List.of());
        return Uni.combine()
                .all()
                .unis(subjects(request.caller(), session, agent), history)
                .with((subjects, earlier) -> new PreparedTurn(
                        session,
                        agent,
                        subjects,
                        reply(request, agent, conversation(request, earlier)),
                        !withHistory
                                ? -1
                                : earlier.isEmpty() ? 0 : earlier.getLast().position()));
    }

    private PreparedReply reply(StartReply request, UsableAgent usable, Conversation conversation) {
        StartReply.Options options = request.options();
        try {
            return runtime.prepare(new ReplyRequest(
                    spec(usable),
                    conversation,
                    options.maxOutputTokens(),
                    options.sampling(),
                    options.responseFormat(),
                    options.clientTools(),
                    options.toolChoice(),
                    options.streaming(),
                    options.traceparent()));
        } catch (ModelFailure failure) {
            throw problemOf(failure);
        }
    }

    private static ProblemException problemOf(ModelFailure failure) {
        return failure.kind() == ModelFailure.Kind.CONTEXT_LENGTH
                ? new ProblemException(ChatProblem.CONTEXT_TOO_LONG)
                        .withViolation("content", "is too long for the agent's model")
                : new ProblemException(ChatProblem.AGENT_MISCONFIGURED, failure.getMessage());
    }

    private static AgentSpec spec(UsableAgent usable) {
        AgentState agent = usable.agent();
        try {
            AgentSpec own = AgentSpec.of(AgentType.valueOf(agent.type().name()), agent.model(), agent.config());
            return usable.licence() == null ? own : own.merge(usable.licence().customConfig());
        } catch (InvalidAgentConfig invalid) {
            throw new ProblemException(ChatProblem.AGENT_MISCONFIGURED);
        }
    }

    private static Conversation conversation(StartReply request, List<MessageView> history) {
        List<Turn> given = request.conversation();
        if (given != null) {
            return new Conversation(given);
        }
        List<Turn> turns = new ArrayList<>(history.size() + request.messages().size());
        history.forEach(message -> {
            if (!message.content().isEmpty()) {
                turns.add(turn(message.type(), message.content()));
            }
        });
        request.messages().forEach(message -> turns.add(turn(message.type(), message.content())));
        return new Conversation(turns);
    }

    private static Turn turn(MessageType type, String content) {
        return switch (type) {
            case USER -> Turn.user(content);
            case AGENT -> Turn.assistant(content);
            case SYSTEM -> Turn.system(content);
        };
    }
}
