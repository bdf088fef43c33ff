package de.lopezitwelt.orgbilling.organization;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.contracts.organization.OrganizationCreated;
import de.lopezitwelt.contracts.organization.OrganizationDeleted;
import de.lopezitwelt.contracts.organization.OrganizationUpdated;
import de.lopezitwelt.contracts.organization.Permission;
import de.lopezitwelt.contracts.subscription.EntitlementSubject;
import de.lopezitwelt.orgbilling.autojoin.AutoJoins;
import de.lopezitwelt.orgbilling.enterpriseagent.EnterpriseAgents;
import de.lopezitwelt.orgbilling.entitlement.Entitlements;
import de.lopezitwelt.orgbilling.member.Memberships;
import de.lopezitwelt.orgbilling.member.permission.OwnAccess;
import de.lopezitwelt.orgbilling.subscription.Subscriptions;
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
import org.jspecify.annotations.Nullable;

/** Creates, changes and deletes organizations. */
@ApplicationScoped
class OrganizationService {
    private static final String TABLE = "organizations";
    private static final String RESOURCE = "organization";

    private final OrganizationRepository rows;
    private final Memberships memberships;
    private final Subscriptions subscriptions;
    private final EnterpriseAgents licences;
    private final AutoJoins joins;
    private final Entitlements entitlements;
    private final IdGenerator ids;
    private final Clock clock;
    private final ChangeRecorder changes;
    private final Idempotency idempotency;
    private final MergePatches patches;

    OrganizationService(
            OrganizationRepository rows,
            Memberships memberships,
            Subscriptions subscriptions,
            EnterpriseAgents licences,
            AutoJoins joins,
            Entitlements entitlements,
            IdGenerator ids,
            Clock clock,
            ChangeRecorder changes,
            Idempotency idempotency,
            MergePatches patches) {
        this.rows = rows;
        this.memberships = memberships;
        this.subscriptions = subscriptions;
        this.licences = licences;
        this.joins = joins;
        this.entitlements = entitlements;
        this.ids = ids;
        this.clock = clock;
        this.changes = changes;
        this.idempotency = idempotency;
        this.patches = patches;
    }

    /** The creator becomes its owner, and it begins with the free plan. */
    Uni<Versioned<OrganizationView>> create(Caller caller, OrganizationEdit content) {
        caller.requirePersonal();
        OrganizationEdit checked = content.checked();
        return Panache.withTransaction(() -> {
            var row = new Organization(ids.next(), checked, clock.instant());
            var change = changes.by(caller.actor())
                    .event(new OrganizationCreated(row.id(), caller.userId()), row.id(), row.raiseVersion());
            return rows.persist(row)
                    .chain(() -> memberships.addFounder(row, caller))
                    .invoke(change::and)
                    .chain(() -> subscriptions.startFree(row.id(), caller))
                    .invoke(change::and)
                    .chain(() -> row.active() ? Uni.createFrom().item(change) : entitle(row, change))
                    .chain(() -> changes.record(
                            change.inserted(TABLE, row.id(), "organization.created", OrganizationView.of(row))
                                    .activity("organization.created", RESOURCE, row.id(), null)))
                    .replaceWith(() -> OrganizationView.versioned(row))
                    .call(this::record);
        });
    }

    @WithSession
    Uni<Page<OrganizationView>> list(Caller caller, PageRequest request) {
        return rows.findOfMember(caller.userId(), caller.organizationId(), request)
                .map(found -> Page.of(found, request, row -> Cursor.of(row.id()), OrganizationView::of));
    }

    @WithSession
    Uni<Versioned<OrganizationView>> get(Caller caller, String id) {
        return memberships
                .require(caller, id, Permission.ORGANIZATION_READ)
                .chain(() -> rows.findById(id))
                .plug(ProblemException::orNotFound)
                .map(OrganizationView::versioned);
    }

    /** What the caller may do there, and why. */
    @WithSession
    Uni<OwnAccess> explain(Caller caller, String id) {
        return memberships
                .require(caller, id, Permission.ORGANIZATION_READ)
                .chain(() -> rows.findById(id))
                .plug(ProblemException::orNotFound)
                .chain(row -> memberships.explain(caller, id, row.active()));
    }

    Uni<Versioned<OrganizationView>> change(Caller caller, String id, IfMatch condition, @Nullable JsonNode patch) {
        return Panache.withTransaction(() -> rows.lockRow(id)
                .call(() -> memberships.require(caller, id, Permission.ORGANIZATION_UPDATE))
                .chain(row -> {
                    condition.check(row.version());
                    var before = OrganizationView.of(row);
                    String wasOpenTo = row.openDomain();
                    row.change(patches.apply(row.content(), patch).checked(), clock.instant());
                    var change = changes.by(caller.actor())
                            .event(new OrganizationUpdated(id, row.active()), id, row.raiseVersion())
                            .updated(TABLE, id, "organization.updated", before, OrganizationView.of(row))
                            .activity("organization.updated", RESOURCE, id, null);
                    return (row.active() == before.isActive() ? Uni.createFrom().item(change) : entitle(row, change))
                            .chain(changes::record)
                            .chain(() -> openedTo(row, wasOpenTo))
                            .replaceWith(() -> OrganizationView.versioned(row));
                }));
    }

    private Uni<Void> openedTo(Organization row, @Nullable String before) {
        String domain = row.openDomain();
        return domain == null || domain.equals(before)
                ? Uni.createFrom().voidItem()
                : rows.flush().chain(() -> joins.open(row.id(), domain));
    }

    /** Tells the other services whether anybody may talk for the organization. */
    private Uni<Change> entitle(Organization row, Change change) {
        return entitlements.activate(EntitlementSubject.ORGANIZATION, row.id(), row.active(), change);
    }

    /** With everything that belongs to it. Fails with 409 while a paid plan runs on. */
    Uni<Void> delete(Caller caller, String id, IfMatch condition) {
        return Panache.withTransaction(() -> rows.lockRow(id)
                .call(() -> memberships.require(caller, id, Permission.ORGANIZATION_DELETE))
                .invoke(row -> condition.check(row.version()))
                .chain(row -> {
                    var change = changes.by(caller.actor());
                    return subscriptions
                            .endAll(id, caller, change)
                            .chain(() -> licences.removeAll(row, caller, change))
                            .chain(() -> memberships.removeAll(row, caller, change))
                            .chain(() ->
                                    changes.record(change.event(new OrganizationDeleted(id), id, row.raiseVersion())
                                            .deleted(TABLE, id, "organization.deleted", OrganizationView.of(row))
                                            .activity("organization.deleted", RESOURCE, id, null)))
                            .chain(() -> rows.remove(row));
                }));
    }

    private Uni<Void> record(Versioned<OrganizationView> created) {
        var outcome = Outcome.created(locationOf(created.view()), created.view());
        return Panache.getSession().chain(session -> idempotency.record(session, outcome));
    }

    static String locationOf(OrganizationView view) {
        return "/api/v1/organizations/" + view.id();
    }
}
