package de.lopezitwelt.chat.transfer.importing;

import de.lopezitwelt.chat.ChatProblem;
import de.lopezitwelt.chat.attachment.config.AttachmentConfig;
import de.lopezitwelt.chat.reply.ReplyConfig;
import de.lopezitwelt.chat.session.access.AgentAccess;
import de.lopezitwelt.chat.transfer.document.ExportDocument;
import de.lopezitwelt.chat.transfer.document.ExportedSession;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.web.idempotency.Idempotency;
import de.lopezitwelt.platform.web.idempotency.Outcome;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Imports exported sessions: a whole document or nothing of it (docs/adr/0024-branches-feedback-and-transfer.md). */
@ApplicationScoped
public class ImportService {
    private final AgentAccess agents;
    private final ImportRepository rows;
    private final ImportFiles files;
    private final AttachmentConfig attachments;
    private final ImportJournal journal;
    private final Idempotency idempotency;
    private final ImportConfig config;
    private final ReplyConfig limits;
    private final Pool pool;
    private final IdGenerator ids;
    private final Clock clock;

    ImportService(
            AgentAccess agents,
            ImportRepository rows,
            ImportFiles files,
            AttachmentConfig attachments,
            ImportJournal journal,
            Idempotency idempotency,
            ImportConfig config,
            ReplyConfig limits,
            Pool pool,
            IdGenerator ids,
            Clock clock) {
        this.agents = agents;
        this.rows = rows;
        this.files = files;
        this.attachments = attachments;
        this.journal = journal;
        this.idempotency = idempotency;
        this.config = config;
        this.limits = limits;
        this.pool = pool;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * @param agentId the agent that continues the sessions here; null for each session's own
     * @param organizationId the organization that they belong to here; an API key of an organization implies it
     */
    public Uni<ImportResult> run(
            Caller caller, ExportDocument document, @Nullable String agentId, @Nullable String organizationId) {
        String organization = caller.organizationFor(organizationId);
        List<ImportedSession> sessions = read(caller, document, agentId, organization);
        ImportResult result = new ImportResult(sessions.stream()
                .map(session -> new ImportResult.Session(
                        session.id,
                        session.source.id(),
                        session.source.messages().size()))
                .toList());
        return checkAgents(caller, sessions, agentId, organization)
                .chain(() -> files.prepare(sessions))
                .chain(prepared -> pool.withTransaction(transaction -> store(transaction, caller, sessions)
                        .chain(() -> files.store(transaction, caller.userId(), prepared))
                        .chain(() -> idempotency.record(transaction, new Outcome(201, null, null, result)))
                        .chain(() -> requireUser(transaction, caller))))
                .replaceWith(result);
    }

    /** Fails with 400 naming {@code agent_id} when the caller cannot use it. */
    public Uni<Void> requireAgent(Caller caller, String agentId, @Nullable String organizationId) {
        return agents.forNewSession(caller, agentId, caller.organizationFor(organizationId), null)
                .onFailure(failure -> failure instanceof ProblemException problem
                        && !problem.violations().isEmpty())
                .transform(unknown -> ProblemException.invalid("agent_id", "is not an agent you can use here"))
                .replaceWithVoid();
    }

    /** The original ids of the sessions that the caller has imported. */
    public Uni<Set<String>> originalIds(Caller caller) {
        return pool.withConnection(connection -> rows.findOriginalIds(connection, caller.userId()));
    }

    private List<ImportedSession> read(
            Caller caller, ExportDocument document, @Nullable String agentId, @Nullable String organizationId) {
        Instant now = clock.instant();
        ImportPolicy policy = new ImportPolicy(limits, attachments, now);
        policy.checkDocument(document, config.maxSessions(), config.maxMessages());
        List<ImportPolicy.Tree> trees = new ArrayList<>();
        for (int i = 0; i < document.sessions().size(); i++) {
            trees.add(policy.tree(document.sessions().get(i), "sessions[" + i + "]"));
        }
        policy.finish();
        List<ImportedSession> sessions = new ArrayList<>();
        for (ExportedSession source : document.sessions()) {
            sessions.add(new ImportedSession(
                    source,
                    trees.get(sessions.size()),
                    caller.userId(),
                    agentId == null ? source.agentId() : agentId,
                    organizationId,
                    now,
                    ids));
        }
        return sessions;
    }

    /** Check this last: it waits for a running erasure, and an erasure that begins later finds the imported rows. */
    private Uni<Void> requireUser(SqlConnection transaction, Caller caller) {
        return rows.isErasing(transaction, caller.userId())
                .invoke(erasing -> {
                    if (erasing) {
                        throw new ProblemException(ChatProblem.USER_ERASING);
                    }
                })
                .replaceWithVoid();
    }

    /** Checks each agent once and names the first session that uses it. */
    private Uni<Void> checkAgents(
            Caller caller, List<ImportedSession> sessions, @Nullable String agentId, @Nullable String organizationId) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 0; i < sessions.size(); i++) {
            fields.putIfAbsent(sessions.get(i).agentId, agentId == null ? "sessions[" + i + "].agent_id" : "agent_id");
        }
        Uni<Void> all = Uni.createFrom().voidItem();
        for (Map.Entry<String, String> wanted : fields.entrySet()) {
            all = all.chain(() -> agents.forNewSession(caller, wanted.getKey(), organizationId, null)
                    .onFailure(failure -> failure instanceof ProblemException problem
                            && !problem.violations().isEmpty())
                    .transform(unknown -> ProblemException.invalid(
                            wanted.getValue(), "is not an agent you can use here; name one as agent_id"))
                    .replaceWithVoid());
        }
        return all;
    }

    private Uni<Void> store(SqlConnection transaction, Caller caller, List<ImportedSession> sessions) {
        Uni<Void> all = Uni.createFrom().voidItem();
        for (ImportedSession session : sessions) {
            List<Record> events = journal.events(session);
            all = all.chain(() -> rows.store(transaction, session, events.size()))
                    .chain(() -> journal.imported(transaction, session, events, caller.actor()));
        }
        return all;
    }
}
