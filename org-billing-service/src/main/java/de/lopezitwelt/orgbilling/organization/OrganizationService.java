package de.lopezitwelt.orgbilling.organization;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.contracts.organization.OrganizationCreated;
import de.lopezitwelt.contracts.organization.OrganizationDeleted;
import de.lopezitwelt.contracts.organization.OrganizationUpdated;
import de.lopezitwelt.orgbilling.enterpriseagent.EnterpriseAgents;
import de.lopezitwelt.orgbilling.json.JsonObjects;
import de.lopezitwelt.orgbilling.member.Memberships;
import de.lopezitwelt.orgbilling.member.Permission;
import de.lopezitwelt.orgbilling.subscription.Subscriptions;
import de.lopezitwelt.platform.messaging.Events;
import de.lopezitwelt.platform.messaging.OutboxMessage;
import de.lopezitwelt.platform.messaging.outbox.Outbox;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.web.audit.ActivityEvents;
import de.lopezitwelt.platform.web.audit.AuditEvents;
import de.lopezitwelt.platform.web.concurrency.IfMatch;
import de.lopezitwelt.platform.web.idempotency.Idempotency;
import de.lopezitwelt.platform.web.idempotency.Outcome;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.identity.CallerContext;
import de.lopezitwelt.platform.web.paging.Cursor;
import de.lopezitwelt.platform.web.paging.Page;
import de.lopezitwelt.platform.web.paging.PageRequest;
import de.lopezitwelt.platform.web.patch.MergePatches;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Creates, changes and deletes organizations. */
@ApplicationScoped
class OrganizationService {
    private static final String TABLE = "organizations";
    private static final String RESOURCE = "organization";

    private final CallerContext context;
    private final OrganizationRepository rows;
    private final Memberships memberships;
    private final Subscriptions subscriptions;
    private final EnterpriseAgents licences;
    private final IdGenerator ids;
    private final Clock clock;
    private final Events events;
    private final AuditEvents audit;
    private final ActivityEvents activity;
    private final Outbox outbox;
    private final Idempotency idempotency;
    private final MergePatches patches;

    OrganizationService(
            CallerContext context,
            OrganizationRepository rows,
            Memberships memberships,
            Subscriptions subscriptions,
            EnterpriseAgents licences,
            IdGenerator ids,
            Clock clock,
            Events events,
            AuditEvents audit,
            ActivityEvents activity,
            Outbox outbox,
            Idempotency idempotency,
            MergePatches patches) {
        this.context = context;
        this.rows = rows;
        this.memberships = memberships;
        this.subscriptions = subscriptions;
        this.licences = licences;
        this.ids = ids;
        this.clock = clock;
        this.events = events;
        this.audit = audit;
        this.activity = activity;
        this.outbox = outbox;
        this.idempotency = idempotency;
        this.patches = patches;
    }

    /** The creator becomes its owner, and it begins with the free plan. */
    Uni<VersionedOrganization> create(OrganizationEdit content) {
        Caller caller = context.caller();
        caller.requirePersonal();
        JsonObjects.checked("settings", content.settings());
        return Panache.withTransaction(() -> {
            var row = new Organization(ids.next(), content, clock.instant());
            var created = new OrganizationCreated(row.id(), caller.userId());
            var messages = new ArrayList<OutboxMessage>();
            messages.add(events.domain(
                    created, row.id(), row.raiseVersion(), caller.actor().reference()));
            return rows.persist(row)
                    .chain(() -> memberships.addFounder(row, caller))
                    .invoke(messages::addAll)
                    .chain(() -> subscriptions.startFree(row.id(), caller))
                    .invoke(messages::addAll)
                    .invoke(() -> messages.add(
                            audit.inserted(TABLE, row.id(), "organization.created", OrganizationView.of(row))))
                    .chain(() -> append(messages, "organization.created", row.id()))
                    .replaceWith(() -> VersionedOrganization.of(row))
                    .call(this::record);
        });
    }

    @WithSession
    Uni<Page<OrganizationView>> list(PageRequest request) {
        Caller caller = context.caller();
        return rows.findOfMember(caller.userId(), caller.organizationId(), request)
                .map(found -> Page.of(found, request, row -> Cursor.of(row.id()), OrganizationView::of));
    }

    @WithSession
    Uni<VersionedOrganization> get(String id) {
        return memberships
                .require(context.caller(), id, Permission.ORGANIZATION_READ)
                .chain(() -> rows.findById(id))
                .onItem()
                .ifNull()
                .failWith(ProblemException::notFound)
                .map(VersionedOrganization::of);
    }

    Uni<VersionedOrganization> change(String id, IfMatch condition, @Nullable JsonNode patch) {
        Caller caller = context.caller();
        return Panache.withTransaction(() -> rows.lockRow(id)
                .call(() -> memberships.require(caller, id, Permission.ORGANIZATION_UPDATE))
                .chain(row -> {
                    condition.check(row.version());
                    var before = OrganizationView.of(row);
                    var current = new OrganizationEdit(row.name(), row.description(), row.domain(), row.settings());
                    var wanted = patches.apply(current, patch);
                    JsonObjects.checked("settings", wanted.settings());
                    row.change(wanted, clock.instant());
                    var updated = new OrganizationUpdated(id, row.active());
                    var messages = List.of(
                            events.domain(
                                    updated,
                                    id,
                                    row.raiseVersion(),
                                    caller.actor().reference()),
                            audit.updated(TABLE, id, "organization.updated", before, OrganizationView.of(row)));
                    return append(messages, "organization.updated", id)
                            .replaceWith(() -> VersionedOrganization.of(row));
                }));
    }

    /** With everything that belongs to it. Fails with 409 while a paid plan runs on. */
    Uni<Void> delete(String id, IfMatch condition) {
        Caller caller = context.caller();
        return Panache.withTransaction(() -> rows.lockRow(id)
                .call(() -> memberships.require(caller, id, Permission.ORGANIZATION_DELETE))
                .invoke(row -> condition.check(row.version()))
                .chain(row -> {
                    var messages = new ArrayList<OutboxMessage>();
                    return subscriptions
                            .endAll(id, caller)
                            .invoke(messages::addAll)
                            .chain(() -> licences.removeAll(row, caller))
                            .invoke(messages::addAll)
                            .chain(() -> memberships.removeAll(row, caller))
                            .invoke(messages::addAll)
                            .invoke(() -> messages.add(events.domain(
                                    new OrganizationDeleted(id),
                                    id,
                                    row.raiseVersion(),
                                    caller.actor().reference())))
                            .invoke(() -> messages.add(
                                    audit.deleted(TABLE, id, "organization.deleted", OrganizationView.of(row))))
                            .chain(() -> append(messages, "organization.deleted", id))
                            .chain(() -> rows.delete(row));
                }));
    }

    private Uni<Void> append(List<OutboxMessage> messages, String action, String id) {
        var all = new ArrayList<>(messages);
        all.add(activity.message(action, RESOURCE, id, null));
        return Panache.getSession().chain(session -> outbox.append(session, all));
    }

    private Uni<Void> record(VersionedOrganization created) {
        var outcome = Outcome.created(locationOf(created.view()), created.view());
        return Panache.getSession().chain(session -> idempotency.record(session, outcome));
    }

    static String locationOf(OrganizationView view) {
        return "/api/v1/organizations/" + view.id();
    }
}
