package de.lopezitwelt.agent.agent.publishing;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.agent.agent.Agent;
import de.lopezitwelt.agent.agent.AgentAccess;
import de.lopezitwelt.agent.agent.AgentJournal;
import de.lopezitwelt.agent.agent.AgentPolicy;
import de.lopezitwelt.agent.agent.AgentPolicy.Access;
import de.lopezitwelt.agent.agent.AgentRepository;
import de.lopezitwelt.agent.agent.AgentView;
import de.lopezitwelt.agent.agent.content.AgentConfigCheck;
import de.lopezitwelt.agent.agent.content.LicensedConfigs;
import de.lopezitwelt.agent.catalog.Models;
import de.lopezitwelt.agent.version.AgentVersionView;
import de.lopezitwelt.agent.version.AgentVersions;
import de.lopezitwelt.agent.version.VersionDifference;
import de.lopezitwelt.platform.web.concurrency.IfMatch;
import de.lopezitwelt.platform.web.concurrency.Versioned;
import de.lopezitwelt.platform.web.idempotency.Idempotency;
import de.lopezitwelt.platform.web.idempotency.Outcome;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.paging.Page;
import de.lopezitwelt.platform.web.paging.PageRequest;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Prepares, publishes, brings back and compares versions of agents. */
@ApplicationScoped
class VersionService {
    private final AgentAccess access;
    private final AgentRepository rows;
    private final AgentVersions versions;
    private final AgentJournal journal;
    private final Models models;
    private final LicensedConfigs licensed;
    private final Idempotency idempotency;
    private final Clock clock;

    VersionService(
            AgentAccess access,
            AgentRepository rows,
            AgentVersions versions,
            AgentJournal journal,
            Models models,
            LicensedConfigs licensed,
            Idempotency idempotency,
            Clock clock) {
        this.access = access;
        this.rows = rows;
        this.versions = versions;
        this.journal = journal;
        this.models = models;
        this.licensed = licensed;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    @WithSession
    Uni<Page<AgentVersionView>> page(Caller caller, String id, PageRequest request) {
        return manageable(caller, id).chain(() -> versions.page(id, request));
    }

    @WithSession
    Uni<AgentVersionView> get(Caller caller, String id, long number) {
        return manageable(caller, id).chain(() -> versions.get(id, number));
    }

    @WithSession
    Uni<VersionDifference> difference(Caller caller, String id, long from, long to) {
        return manageable(caller, id).chain(() -> versions.difference(id, from, to));
    }

    /** A version that replies only when it is published. */
    Uni<AgentVersionView> prepare(Caller caller, String id, PrepareVersionRequest request) {
        return Panache.withTransaction(() -> rows.lock(id)
                .chain(agent -> access.require(caller, agent, Access.MANAGE)
                        .chain(() -> prepareLocked(caller, agent, request))));
    }

    private Uni<AgentVersionView> prepareLocked(Caller caller, Agent agent, PrepareVersionRequest request) {
        AgentPolicy.ensureMayChange(agent.deleting());
        String model = models.resolve(request.model() == null ? agent.content().model() : request.model());
        JsonNode config = request.config();
        AgentConfigCheck.ensureValid(agent.type(), config);
        AgentView before = AgentView.whole(agent);
        long number = agent.prepareVersion(clock.instant());
        String location = "/api/v1/agents/" + agent.id() + "/versions/" + number;
        return versions.append(agent.id(), number, model, config, caller.userId(), null)
                .chain(() -> journal.updated(agent, before, caller.actor(), "agent.version-prepared"))
                .chain(() -> versions.get(agent.id(), number))
                .call(view -> Panache.getSession()
                        .chain(session -> idempotency.record(session, Outcome.created(location, view))));
    }

    /** Lets a version reply from now on; an earlier one is a roll back. */
    Uni<Versioned<AgentView>> publish(Caller caller, String id, long number, IfMatch condition) {
        return Panache.withTransaction(() -> rows.lock(id)
                .chain(agent -> access.require(caller, agent, Access.MANAGE)
                        .chain(actual -> versions.get(id, number)
                                .chain(version -> publishLocked(caller, agent, actual, version, condition)))));
    }

    private Uni<Versioned<AgentView>> publishLocked(
            Caller caller, Agent agent, Access actual, AgentVersionView version, IfMatch condition) {
        condition.check(agent.version());
        long number = version.versionNumber();
        AgentPolicy.ensureMayPublish(agent.deleting(), agent.versionNumber(), number);
        models.resolve(version.model());
        String what = number < agent.versionNumber() ? "agent.rolled-back" : "agent.published";
        AgentView before = AgentView.whole(agent);
        return licensed.ensureNoneBreaks(
                        agent.id(), agent.type(), agent.content().config(), version.config())
                .invoke(() -> agent.publish(number, version.model(), version.config(), clock.instant()))
                .chain(() -> versions.markPublished(agent.id(), number, clock.instant()))
                .chain(() -> journal.updated(agent, before, caller.actor(), what))
                .replaceWith(() -> AgentView.versioned(agent, actual));
    }

    private Uni<Access> manageable(Caller caller, String id) {
        return rows.findById(id).chain(agent -> access.require(caller, agent, Access.MANAGE));
    }

    /**
     * For the chat service: a version that a user may talk to. Only users who manage the agent may talk to a
     * version that was never published. The chat service decides whether the user may talk to the agent at all.
     */
    @WithSession
    Uni<AgentVersionView> forUse(String id, long number, @Nullable String userId) {
        return versions.get(id, number)
                .call(version -> version.publishedAt() != null
                        ? Uni.createFrom().voidItem()
                        : rows.findById(id)
                                .chain(agent -> access.manages(userId, agent))
                                .invoke(manages -> {
                                    if (!manages) {
                                        throw ProblemException.notFound();
                                    }
                                }));
    }
}
