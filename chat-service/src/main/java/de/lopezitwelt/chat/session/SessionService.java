package de.lopezitwelt.chat.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.chat.ChatProblem;
import de.lopezitwelt.chat.session.access.AgentAccess;
import de.lopezitwelt.chat.session.read.SessionDirectory;
import de.lopezitwelt.chat.session.read.SessionFacts;
import de.lopezitwelt.chat.session.read.SessionFilter;
import de.lopezitwelt.chat.session.read.SessionReadRepository;
import de.lopezitwelt.chat.session.read.SessionStatus;
import de.lopezitwelt.chat.session.read.SessionView;
import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.persistence.Id;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.web.audit.Change;
import de.lopezitwelt.platform.web.concurrency.IfMatch;
import de.lopezitwelt.platform.web.idempotency.Idempotency;
import de.lopezitwelt.platform.web.idempotency.Outcome;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.json.MergePatches;
import de.lopezitwelt.platform.web.paging.Cursor;
import de.lopezitwelt.platform.web.paging.Page;
import de.lopezitwelt.platform.web.paging.PageRequest;
import de.lopezitwelt.platform.web.problem.CommonProblem;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.quarkus.arc.All;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** A user's own sessions. Sessions of other users are answered as if they did not exist. */
@ApplicationScoped
public class SessionService {
    private final SessionRepository sessions;
    private final SessionReadRepository reads;
    private final SessionDirectory directory;
    private final SessionJournal journal;
    private final List<SessionDeletion> deletions;
    private final AgentAccess agents;
    private final Idempotency idempotency;
    private final MergePatches patches;
    private final IdGenerator ids;
    private final Clock clock;

    SessionService(
            SessionRepository sessions,
            SessionReadRepository reads,
            SessionDirectory directory,
            SessionJournal journal,
            @All List<SessionDeletion> deletions,
            AgentAccess agents,
            Idempotency idempotency,
            MergePatches patches,
            IdGenerator ids,
            Clock clock) {
        this.sessions = sessions;
        this.reads = reads;
        this.directory = directory;
        this.journal = journal;
        this.deletions = deletions;
        this.agents = agents;
        this.idempotency = idempotency;
        this.patches = patches;
        this.ids = ids;
        this.clock = clock;
    }

    public Uni<SessionView> start(Caller caller, StartSessionRequest request, @Nullable String agentEtag) {
        Metadata.require(request.metadata(), "metadata");
        String organizationId = caller.organizationFor(Id.textOf(request.organizationId()));
        return agents.refresh(request.agentId().value(), agentEtag)
                .chain(() ->
                        agents.forNewSession(caller, request.agentId().value(), organizationId, request.agentVersion()))
                .chain(usable -> store(() -> open(caller, request, organizationId), caller));
    }

    /** Opens a session without an agent: the first reply in it says whose it is. */
    public Uni<SessionView> startWithoutAgent(Caller caller, @Nullable Id organization, ObjectNode metadata) {
        Metadata.require(metadata, "metadata");
        String organizationId = caller.organizationFor(Id.textOf(organization));
        return agents.forCall(caller, organizationId)
                .chain(() ->
                        store(() -> open(caller, SessionFacts.NO_AGENT, null, null, organizationId, metadata), caller));
    }

    private Uni<SessionView> store(Supplier<ChatSession> opening, Caller caller) {
        return Panache.withTransaction(() -> Panache.getSession().chain(session -> {
            ChatSession opened = opening.get();
            Change change = journal.start(opened, caller.actor());
            return sessions.persist(opened)
                    .chain(() -> journal.record(change))
                    .chain(() -> idempotency.record(
                            session, new Outcome(201, "/api/v1/sessions/" + opened.id, opened.id, null)))
                    .map(recorded -> opened.view());
        }));
    }

    /**
     * Gives a session without an agent the one that its first reply is made by, which the caller may use. Fails with 409
     * when another reply has given it another one meanwhile.
     */
    public Uni<Void> giveAgent(Caller caller, String sessionId, String agentId) {
        return Panache.withTransaction(() -> owned(caller, sessionId).chain(found -> {
            if (found.agentId.equals(agentId)) {
                return Uni.createFrom().voidItem();
            }
            if (!found.agentId.equals(SessionFacts.NO_AGENT)) {
                throw new ProblemException(CommonProblem.CONFLICT, "The session has got another agent meanwhile");
            }
            SessionView before = found.view();
            found.agentId = agentId;
            found.updatedAt = now();
            return journal.changed(found, before, caller.actor(), found.updatedAt);
        }));
    }

    public Uni<SessionView> get(Caller caller, String sessionId) {
        return reads.find(caller.userId(), sessionId)
                .map(found -> found == null || caller.reaches(found.organizationId()) ? found : null)
                .plug(ProblemException::orNotFound);
    }

    public Uni<Page<SessionView>> list(Caller caller, SessionFilter filter, PageRequest page) {
        String before = page.cursor() == null ? null : page.cursor().expect(1).id(0);
        return reads.findNewest(caller.userId(), caller.organizationId(), filter, before, page.fetchSize())
                .map(rows -> Page.of(rows, page, session -> Cursor.of(session.id()), Function.identity()));
    }

    public Uni<SessionView> change(Caller caller, String sessionId, IfMatch condition, @Nullable JsonNode patch) {
        return Panache.withTransaction(() -> Panache.getSession()
                .chain(session -> owned(caller, sessionId).chain(found -> {
                    condition.check(found.version);
                    SessionView before = found.view();
                    SessionChange wanted =
                            patches.apply(new SessionChange(found.title, found.status, metadataOf(found)), patch);
                    if (patch != null && patch.has("metadata")) {
                        Metadata.require(wanted.metadata(), "metadata");
                    }
                    Instant now = now();
                    found.title = wanted.title();
                    if (patch != null && patch.has("title")) {
                        found.ownTitle = wanted.title() != null;
                    }
                    found.metadata = wanted.metadata();
                    return changed(session, found, before, wanted.status(), caller, now);
                })));
    }

    /** Replaces a made title, unless a person set one or it has changed meanwhile. Returns whether it was replaced. */
    public Uni<Boolean> retitle(String sessionId, String former, String title, Actor actor) {
        return Panache.withTransaction(() -> Panache.getSession()
                .chain(session -> sessions.lock(sessionId).chain(found -> {
                    if (found == null || found.ownTitle || !former.equals(found.title)) {
                        return Uni.createFrom().item(false);
                    }
                    SessionView before = found.view();
                    found.title = title;
                    return journal.changed(found, before, actor, now()).replaceWith(true);
                })));
    }

    /** Counts the sessions of all users with an agent, for the agent service, which may not delete an agent in use. */
    public Uni<Long> countOfAgent(String agentId) {
        return reads.countOfAgent(agentId);
    }

    /** Ends any user's session, for moderators. They do not see its messages. */
    public Uni<Void> endByModerator(Caller moderator, String sessionId) {
        return Panache.withTransaction(() -> Panache.getSession()
                        .chain(session -> sessions.lock(sessionId)
                                .plug(ProblemException::orNotFound)
                                .chain(found ->
                                        changed(session, found, found.view(), SessionStatus.ENDED, moderator, now()))))
                .replaceWithVoid();
    }

    /** Deletes the session and its messages. Fails with 409 while a reply is running. */
    public Uni<Void> delete(Caller caller, String sessionId, IfMatch condition) {
        return Panache.withTransaction(() -> Panache.getSession()
                .chain(session -> owned(caller, sessionId).chain(found -> {
                    condition.check(found.version);
                    if (found.activeReplyId != null) {
                        throw new ProblemException(ChatProblem.REPLY_UNDER_WAY, "Cancel the reply first")
                                .with("reply_id", found.activeReplyId);
                    }
                    return delete(session, found, caller.actor());
                })));
    }

    /**
     * Does work under the session's row lock; deletes the session in the same transaction when the work emits true.
     *
     * @param replyId a reply that must not be running
     */
    public Uni<Void> deleteWhen(
            Caller caller, String sessionId, String replyId, Function<Mutiny.Session, Uni<Boolean>> work) {
        return Panache.withTransaction(() -> Panache.getSession()
                .chain(session -> owned(caller, sessionId).chain(found -> {
                    if (replyId.equals(found.activeReplyId)) {
                        throw new ProblemException(ChatProblem.REPLY_UNDER_WAY, "Cancel the reply first")
                                .with("reply_id", replyId);
                    }
                    return work.apply(session)
                            .chain(wanted -> wanted && found.activeReplyId == null
                                    ? delete(session, found, caller.actor())
                                    : Uni.createFrom().voidItem());
                })));
    }

    private Uni<Void> delete(Mutiny.Session session, ChatSession found, Actor actor) {
        Change change = journal.deletion(found, actor);
        Uni<Void> dependent = Uni.createFrom().voidItem();
        for (SessionDeletion deletion : deletions) {
            dependent = dependent.chain(() -> deletion.deleteOfSession(session, found.id));
        }
        return dependent
                .chain(() -> sessions.remove(found))
                .chain(() -> journal.record(change))
                .invoke(() -> directory.forget(found.id));
    }

    /**
     * Deletes any user's session unless it was used since then, for retention. False when it stays.
     *
     * @param before the latest time of its last use
     */
    public Uni<Boolean> deleteIdle(String sessionId, Instant before, Actor actor) {
        return Panache.withTransaction(() -> Panache.getSession()
                .chain(session -> sessions.lock(sessionId).chain(found -> {
                    if (found == null || found.activeReplyId != null || !found.isIdleSince(before)) {
                        return Uni.createFrom().item(false);
                    }
                    return delete(session, found, actor).replaceWith(true);
                })));
    }

    private Uni<SessionView> changed(
            Mutiny.Session session,
            ChatSession found,
            SessionView before,
            SessionStatus status,
            Caller caller,
            Instant now) {
        if (status != found.status) {
            found.status = status;
            found.endedAt = status == SessionStatus.ACTIVE ? null : found.endedAt == null ? now : found.endedAt;
        }
        found.updatedAt = now;
        return journal.changed(found, before, caller.actor(), now).map(recorded -> found.view());
    }

    private Uni<ChatSession> owned(Caller caller, String sessionId) {
        return sessions.lockOwned(sessionId, caller.userId()).plug(ProblemException::orNotFound);
    }

    private ChatSession open(Caller caller, StartSessionRequest request, @Nullable String organizationId) {
        return open(
                caller,
                request.agentId().value(),
                request.agentVersion(),
                request.title(),
                organizationId,
                request.metadata());
    }

    private ChatSession open(
            Caller caller,
            String agentId,
            @Nullable Long agentVersion,
            @Nullable String title,
            @Nullable String organizationId,
            @Nullable ObjectNode metadata) {
        ChatSession session = new ChatSession();
        session.id = ids.next();
        session.userId = caller.userId();
        session.agentId = agentId;
        session.organizationId = organizationId;
        session.agentVersion = agentVersion;
        session.title = title;
        session.ownTitle = title != null;
        session.status = SessionStatus.ACTIVE;
        session.metadata = metadata;
        session.createdAt = IdGenerator.timeOf(session.id);
        session.startedAt = session.createdAt;
        session.updatedAt = session.createdAt;
        return session;
    }

    private static @Nullable ObjectNode metadataOf(ChatSession session) {
        return session.metadata instanceof ObjectNode object ? object : null;
    }

    private Instant now() {
        return clock.instant();
    }
}
