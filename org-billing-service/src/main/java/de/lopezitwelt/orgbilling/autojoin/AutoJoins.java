package de.lopezitwelt.orgbilling.autojoin;

import de.lopezitwelt.orgbilling.autojoin.AutoJoinRepository.Waiting;
import de.lopezitwelt.orgbilling.directory.EmailDomains;
import de.lopezitwelt.orgbilling.member.Memberships;
import de.lopezitwelt.orgbilling.member.permission.PermissionAdjustments;
import de.lopezitwelt.orgbilling.tenant.OrganizationRow;
import de.lopezitwelt.orgbilling.tenant.OrganizationRows;
import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.messaging.lease.LeasedJob;
import de.lopezitwelt.platform.messaging.lease.Leases;
import de.lopezitwelt.platform.web.audit.ChangeRecorder;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Makes people members whose verified e-mail address is of an organization's proven domain. Who is to join is noted in the
 * transaction that makes it so, of the person or of the organization, and joins within seconds, under the organization's row lock as
 * every change of members. Somebody who leaves is not noted again.
 */
@ApplicationScoped
public class AutoJoins implements EmailDomains {
    private static final Logger LOG = Logger.getLogger(AutoJoins.class);
    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final int BATCH = 100;

    private final AutoJoinRepository rows;
    private final OrganizationRows organizations;
    private final Memberships memberships;
    private final ChangeRecorder changes;
    private final Actor self;
    private final LeasedJob job;

    AutoJoins(
            AutoJoinRepository rows,
            OrganizationRows organizations,
            Memberships memberships,
            ChangeRecorder changes,
            Leases leases,
            Vertx vertx,
            @ConfigProperty(name = "lopez.service.name") String service) {
        this.rows = rows;
        this.organizations = organizations;
        this.memberships = memberships;
        this.changes = changes;
        this.self = Actor.ofService(service);
        this.job = new LeasedJob(vertx, leases, "auto-joins", EVERY, this::joinBatches);
    }

    void start(@Observes StartupEvent event) {
        job.start();
    }

    void stop(@Observes ShutdownEvent event) {
        job.stop();
    }

    @Override
    public Uni<Void> verified(SqlConnection transaction, String userId, String emailDomain) {
        return rows.putUser(transaction, userId, emailDomain);
    }

    /** Notes everybody of the domain, in the transaction that opens the organization to it. */
    public Uni<Void> open(String organizationId, String domain) {
        return rows.putDomain(organizationId, domain);
    }

    private Uni<Integer> joinBatches() {
        return rows.findWaiting(BATCH)
                .chain(waiting -> joinAll(waiting)
                        .chain(settled -> waiting.size() == BATCH && settled > 0
                                ? joinBatches().map(more -> settled + more)
                                : Uni.createFrom().item(settled)));
    }

    /** How many wait no more. One that fails keeps no other waiting. */
    private Uni<Integer> joinAll(List<Waiting> waiting) {
        Uni<Integer> count = Uni.createFrom().item(0);
        for (Waiting one : waiting) {
            count = count.chain(sum -> join(one)
                    .map(joined -> sum + 1)
                    .onFailure()
                    .invoke(failure -> LOG.warnf("Somebody waits to join %s: %s", one.organizationId(), failure))
                    .onFailure()
                    .recoverWithItem(sum));
        }
        return count;
    }

    private Uni<Void> join(Waiting waiting) {
        return Panache.withTransaction(() -> organizations
                .lock(waiting.organizationId())
                .chain(organization -> rows.mayJoin(waiting)
                        .chain(may -> may
                                ? join(organization, waiting)
                                : Uni.createFrom().voidItem()))
                .chain(() -> rows.remove(waiting)));
    }

    private Uni<Void> join(OrganizationRow organization, Waiting waiting) {
        var role = organization.defaultMemberRole();
        return memberships
                .join(organization, waiting.userId(), self, role, PermissionAdjustments.NONE)
                .chain(joined -> joined.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : changes.record(joined.get()
                                .activityOf(
                                        waiting.userId(),
                                        "member.joined",
                                        "organization",
                                        organization.id(),
                                        Map.of("user_id", waiting.userId(), "role", role.wireName()))));
    }
}
