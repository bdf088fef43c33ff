package de.lopezitwelt.agent.agent;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.agent.agent.AgentPolicy.Access;
import de.lopezitwelt.agent.agent.content.AgentConfigCheck;
import de.lopezitwelt.agent.agent.content.AgentContent;
import de.lopezitwelt.agent.agent.content.LicensedConfigs;
import de.lopezitwelt.agent.catalog.Models;
import de.lopezitwelt.agent.membership.Membership;
import de.lopezitwelt.agent.version.AgentVersions;
import de.lopezitwelt.contracts.agent.AgentState;
import de.lopezitwelt.contracts.agent.AgentType;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.web.concurrency.IfMatch;
import de.lopezitwelt.platform.web.concurrency.Versioned;
import de.lopezitwelt.platform.web.idempotency.Idempotency;
import de.lopezitwelt.platform.web.idempotency.Outcome;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.json.MergePatches;
import de.lopezitwelt.platform.web.paging.Cursor;
import de.lopezitwelt.platform.web.paging.Page;
import de.lopezitwelt.platform.web.paging.PageRequest;
import de.lopezitwelt.platform.web.problem.ProblemException;
import de.lopezitwelt.platform.web.problem.Violation;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Creates, shows and changes agents. */
@ApplicationScoped
public class AgentService {
    private final AgentAccess access;
    private final AgentRepository rows;
    private final AgentVersions versions;
    private final AgentJournal journal;
    private final Models models;
    private final LicensedConfigs licensed;
    private final IdGenerator ids;
    private final Clock clock;
    private final Idempotency idempotency;
    private final MergePatches patches;

    AgentService(
            AgentAccess access,
            AgentRepository rows,
            AgentVersions versions,
            AgentJournal journal,
            Models models,
            LicensedConfigs licensed,
            IdGenerator ids,
            Clock clock,
            Idempotency idempotency,
            MergePatches patches) {
        this.access = access;
        this.rows = rows;
        this.versions = versions;
        this.journal = journal;
        this.models = models;
        this.licensed = licensed;
        this.ids = ids;
        this.clock = clock;
        this.idempotency = idempotency;
        this.patches = patches;
    }

    Uni<Versioned<AgentView>> create(Caller caller, CreateAgentRequest request) {
        AgentContent content = request.content(models.resolve(request.model()), caller.organizationId());
        AgentConfigCheck.ensureValid(request.type(), content.config());
        return access.ensureShareable(caller, content)
                .chain(() ->
                        AgentNames.unique(Panache.withTransaction(() -> persist(caller, request.type(), content))));
    }

    /**
     * An agent of the caller's own with the same content, private or, by a key of an organization, the organization's; the
     * original's versions stay with it.
     */
    public Uni<Versioned<AgentView>> copy(Caller caller, String id, @Nullable String name) {
        return AgentNames.unique(Panache.withTransaction(() -> rows.findById(id)
                .call(original -> access.require(caller, original, Access.MANAGE))
                .chain(original -> access.ensureShareable(
                                caller, original.content().copiedAs(name, caller.organizationId()))
                        .chain(() -> persist(
                                caller,
                                original.type(),
                                original.content().copiedAs(name, caller.organizationId()))))));
    }

    private Uni<Versioned<AgentView>> persist(Caller caller, AgentType type, AgentContent content) {
        var agent = new Agent(ids.next(), type, caller.userId(), content, clock.instant());
        var created = AgentView.versioned(agent, Access.OWN);
        // the key first: a repeated request must meet itself there, not its own agent's name
        return record(created)
                .chain(() -> rows.persistAndFlush(agent))
                .chain(() -> appendVersion(agent, caller))
                .chain(() -> journal.created(agent, caller.actor()))
                .replaceWith(created);
    }

    Uni<Page<AgentView>> list(Caller caller, AgentFilter filter, PageRequest request) {
        return access.readableBy(caller)
                .chain(readable -> rows.findVisibleIds(filter, caller, List.copyOf(readable.keySet()), request)
                        .chain(found -> Panache.withSession(() -> rows.findAll(found)))
                        .map(agents -> Page.of(
                                agents,
                                request,
                                agent -> Cursor.of(agent.id()),
                                agent -> view(agent, caller, readable))));
    }

    private static AgentView view(Agent agent, Caller caller, Map<String, Membership> readable) {
        String organizationId = agent.organizationId();
        if (AgentAccess.isOffered(caller, agent)) {
            return AgentView.offered(agent);
        }
        var membership = organizationId == null ? null : readable.get(organizationId);
        return AgentView.of(agent, AgentAccess.access(agent, caller, membership));
    }

    @WithSession
    Uni<Versioned<AgentView>> get(Caller caller, String id) {
        return rows.findById(id)
                .chain(agent -> AgentAccess.isOffered(caller, agent)
                        ? Uni.createFrom().item(new Versioned<>(AgentView.offered(agent), agent.version()))
                        : access.require(caller, agent, Access.SEE).map(actual -> AgentView.versioned(agent, actual)));
    }

    Uni<Versioned<AgentView>> change(Caller caller, String id, IfMatch condition, @Nullable JsonNode patch) {
        return AgentNames.unique(Panache.withTransaction(() -> rows.lock(id)
                .chain(agent -> access.require(caller, agent, Access.MANAGE)
                        .chain(actual -> changeLocked(caller, agent, actual, condition, patch)))));
    }

    private Uni<Versioned<AgentView>> changeLocked(
            Caller caller, Agent agent, Access actual, IfMatch condition, @Nullable JsonNode patch) {
        condition.check(agent.version());
        AgentPolicy.ensureMayChange(agent.deleting());
        AgentContent current = agent.content();
        AgentContent wanted = patches.apply(current, patch);
        models.resolve(wanted.model());
        AgentConfigCheck.ensureValid(agent.type(), wanted.config());
        boolean shared = wanted.visibility() == current.visibility()
                && java.util.Objects.equals(wanted.organizationId(), current.organizationId());
        if (!shared) {
            AgentPolicy.require(actual, Access.OWN);
        }
        AgentView before = AgentView.whole(agent);
        return (shared ? Uni.createFrom().voidItem() : access.ensureShareable(caller, wanted))
                .chain(() -> licensed.ensureNoneBreaks(agent.id(), agent.type(), current.config(), wanted.config()))
                .map(ok -> agent.change(wanted, clock.instant()))
                .call(newVersion -> newVersion
                        ? appendVersion(agent, caller)
                        : Uni.createFrom().voidItem())
                .chain(() -> journal.updated(agent, before, caller.actor(), "agent.updated"))
                .replaceWith(() -> AgentView.versioned(agent, actual));
    }

    /** By a moderator. */
    Uni<Versioned<AgentView>> suspend(Caller caller, String id) {
        return Panache.withTransaction(() -> existing(id).chain(agent -> {
            AgentPolicy.ensureMaySuspend(agent.suspended());
            AgentView before = AgentView.whole(agent);
            agent.suspend(clock.instant());
            return journal.suspended(agent, before, caller.actor())
                    .replaceWith(() -> AgentView.versioned(agent, Access.SEE));
        }));
    }

    /** By a moderator. */
    Uni<Versioned<AgentView>> resume(Caller caller, String id) {
        return Panache.withTransaction(() -> existing(id).chain(agent -> {
            AgentPolicy.ensureMayResume(agent.suspended());
            AgentView before = AgentView.whole(agent);
            agent.resume(clock.instant());
            return journal.resumed(agent, before, caller.actor())
                    .replaceWith(() -> AgentView.versioned(agent, Access.SEE));
        }));
    }

    /** For the service that licenses agents: the violations of a configuration merged over the agent's. */
    @WithSession
    Uni<List<Violation>> check(String id, JsonNode customConfig) {
        return rows.findById(id)
                .plug(ProblemException::orNotFound)
                .map(agent ->
                        AgentConfigCheck.ofCustom(agent.type(), agent.content().config(), customConfig));
    }

    /** For the other services, which authorise their callers themselves. */
    @WithSession
    Uni<AgentState> state(String id) {
        return rows.findById(id).plug(ProblemException::orNotFound).map(Agent::state);
    }

    /** As above, of a user's own agent of that name. */
    @WithSession
    Uni<AgentState> stateOfNamed(String userId, String name) {
        return rows.findNamed(userId, name).plug(ProblemException::orNotFound).map(Agent::state);
    }

    private Uni<Agent> existing(String id) {
        return rows.lock(id).plug(ProblemException::orNotFound);
    }

    private Uni<Void> appendVersion(Agent agent, Caller caller) {
        var content = agent.content();
        return versions.append(
                agent.id(), agent.versionNumber(), content.model(), content.config(), caller.userId(), clock.instant());
    }

    private Uni<Void> record(Versioned<AgentView> created) {
        var outcome = Outcome.created("/api/v1/agents/" + created.view().id(), created.view());
        return Panache.getSession().chain(session -> idempotency.record(session, outcome));
    }
}
