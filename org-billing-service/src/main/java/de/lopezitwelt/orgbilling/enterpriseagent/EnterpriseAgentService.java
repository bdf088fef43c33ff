package de.lopezitwelt.orgbilling.enterpriseagent;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.contracts.organization.Permission;
import de.lopezitwelt.orgbilling.OrgBillingProblem;
import de.lopezitwelt.orgbilling.directory.AgentDirectory;
import de.lopezitwelt.orgbilling.directory.KnownAgent;
import de.lopezitwelt.orgbilling.json.JsonObjects;
import de.lopezitwelt.orgbilling.member.Memberships;
import de.lopezitwelt.orgbilling.tenant.OrganizationRow;
import de.lopezitwelt.orgbilling.tenant.OrganizationRows;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.web.audit.Change;
import de.lopezitwelt.platform.web.audit.ChangeRecorder;
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
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Licenses agents to organizations. Every change happens under the organization's row lock. */
@ApplicationScoped
class EnterpriseAgentService {
    private final OrganizationRows organizations;
    private final Memberships memberships;
    private final EnterpriseAgentRepository rows;
    private final EnterpriseAgentJournal journal;
    private final AgentDirectory agents;
    private final IdGenerator ids;
    private final Clock clock;
    private final EnterpriseAgents licences;
    private final ChangeRecorder changes;
    private final Idempotency idempotency;
    private final MergePatches patches;

    EnterpriseAgentService(
            OrganizationRows organizations,
            Memberships memberships,
            EnterpriseAgentRepository rows,
            EnterpriseAgentJournal journal,
            AgentDirectory agents,
            IdGenerator ids,
            Clock clock,
            EnterpriseAgents licences,
            ChangeRecorder changes,
            Idempotency idempotency,
            MergePatches patches) {
        this.organizations = organizations;
        this.memberships = memberships;
        this.rows = rows;
        this.journal = journal;
        this.agents = agents;
        this.ids = ids;
        this.clock = clock;
        this.licences = licences;
        this.changes = changes;
        this.idempotency = idempotency;
        this.patches = patches;
    }

    Uni<Versioned<EnterpriseAgentView>> license(Caller caller, String organizationId, LicenseAgentRequest request) {
        JsonNode config = JsonObjects.checked("custom_config", request.customConfig());
        return Panache.withSession(() -> memberships.require(caller, organizationId, Permission.AGENTS_MANAGE))
                .chain(() -> agents.find(request.agentId().value()))
                .invoke(agent -> ensureLicensable(agent, caller, organizationId))
                .chain(() -> agents.requireFitting(request.agentId().value(), config))
                .chain(() -> Panache.withTransaction(() -> locked(caller, organizationId)
                        .chain(organization -> licenseLocked(caller, organization, request))));
    }

    private Uni<Versioned<EnterpriseAgentView>> licenseLocked(
            Caller caller, OrganizationRow organization, LicenseAgentRequest request) {
        var row = new EnterpriseAgent(
                ids.next(), organization.id(), request.agentId().value(), clock.instant());
        apply(row, request.edit(), organization);
        var licensed = versioned(row);
        // the key first: a repeated request must meet itself there, not the licence it has made
        return Panache.getSession()
                .chain(session ->
                        idempotency.record(session, Outcome.created(locationOf(licensed.view()), licensed.view())))
                .chain(() ->
                        rows.findByAgent(organization.id(), request.agentId().value()))
                .invoke(EnterpriseAgentService::ensureNew)
                .chain(() -> rows.persist(row))
                .chain(() -> journal.licensed(row, caller.actor()))
                .chain(change -> record(change, "agent.licensed", row))
                .replaceWith(licensed);
    }

    @WithSession
    Uni<Page<EnterpriseAgentView>> list(Caller caller, String organizationId, PageRequest request) {
        return memberships
                .require(caller, organizationId, Permission.AGENTS_READ)
                .chain(() -> rows.findPage(organizationId, request))
                .map(found -> Page.of(found, request, row -> Cursor.of(row.id()), journal::view));
    }

    @WithSession
    Uni<Versioned<EnterpriseAgentView>> get(Caller caller, String organizationId, String id) {
        return memberships
                .require(caller, organizationId, Permission.AGENTS_READ)
                .chain(() -> existing(organizationId, id))
                .map(this::versioned);
    }

    Uni<Versioned<EnterpriseAgentView>> change(
            Caller caller, String organizationId, String id, IfMatch condition, @Nullable JsonNode patch) {
        return Panache.withTransaction(() -> locked(caller, organizationId)
                .chain(organization -> existing(organizationId, id).chain(row -> {
                    condition.check(row.version());
                    var before = journal.view(row);
                    var current = new EnterpriseAgentEdit(row.customConfig(), before.usageLimits(), row.active());
                    var wanted = patches.apply(current, patch);
                    return ensureFitting(row, wanted)
                            .invoke(() -> apply(row, wanted, organization))
                            .chain(() -> journal.changed(row, before, caller.actor()))
                            .chain(change -> record(change, "agent.license-changed", row))
                            .replaceWith(() -> versioned(row));
                })));
    }

    private Uni<Void> ensureFitting(EnterpriseAgent row, EnterpriseAgentEdit wanted) {
        JsonNode config = JsonObjects.checked("custom_config", wanted.customConfig());
        return Objects.equals(config, row.customConfig())
                ? Uni.createFrom().voidItem()
                : agents.requireFitting(row.agentId(), config);
    }

    Uni<Void> remove(Caller caller, String organizationId, String id) {
        return Panache.withTransaction(() -> locked(caller, organizationId)
                .chain(organization -> existing(organizationId, id)
                        .chain(row -> licences.remove(row, organization.raiseVersion(), caller)
                                .chain(change -> record(change, "agent.license-removed", row)))));
    }

    private void apply(EnterpriseAgent row, EnterpriseAgentEdit edit, OrganizationRow organization) {
        row.change(
                JsonObjects.checked("custom_config", edit.customConfig()),
                journal.store(edit.usageLimits()),
                edit.isActive(),
                organization.raiseVersion(),
                clock.instant());
    }

    private Uni<OrganizationRow> locked(Caller caller, String organizationId) {
        return organizations
                .lock(organizationId)
                .call(() -> memberships.require(caller, organizationId, Permission.AGENTS_MANAGE));
    }

    private Uni<EnterpriseAgent> existing(String organizationId, String id) {
        return rows.findLicence(organizationId, id).plug(ProblemException::orNotFound);
    }

    private Versioned<EnterpriseAgentView> versioned(EnterpriseAgent row) {
        return new Versioned<>(journal.view(row), row.version());
    }

    private Uni<Void> record(Change change, String action, EnterpriseAgent row) {
        var about = Map.of("agent_id", row.agentId());
        return changes.record(change.activity(action, "enterprise_agent", row.id(), about));
    }

    static String locationOf(EnterpriseAgentView view) {
        return "/api/v1/organizations/" + view.organizationId() + "/agents/" + view.id();
    }

    private static void ensureLicensable(@Nullable KnownAgent agent, Caller caller, String organizationId) {
        if (agent == null || !agent.licensableBy(caller, organizationId)) {
            throw ProblemException.invalid("agent_id", "is no agent that you may license to this organization");
        }
    }

    private static void ensureNew(@Nullable EnterpriseAgent row) {
        if (row != null) {
            throw new ProblemException(OrgBillingProblem.ALREADY_LICENSED).with("enterprise_agent_id", row.id());
        }
    }
}
