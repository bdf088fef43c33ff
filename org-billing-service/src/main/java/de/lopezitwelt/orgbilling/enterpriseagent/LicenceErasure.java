package de.lopezitwelt.orgbilling.enterpriseagent;

import de.lopezitwelt.contracts.subscription.EntitlementSubject;
import de.lopezitwelt.kernel.erasure.AgentErasure;
import de.lopezitwelt.orgbilling.entitlement.Entitlements;
import de.lopezitwelt.orgbilling.tenant.OrganizationRows;
import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.web.audit.ChangeRecorder;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** An agent that has been deleted is gone for everybody, so its licences end. */
@ApplicationScoped
class LicenceErasure implements AgentErasure {
    private final EnterpriseAgentRepository rows;
    private final OrganizationRows organizations;
    private final EnterpriseAgentJournal journal;
    private final Entitlements entitlements;
    private final ChangeRecorder changes;
    private final Actor self;

    LicenceErasure(
            EnterpriseAgentRepository rows,
            OrganizationRows organizations,
            EnterpriseAgentJournal journal,
            Entitlements entitlements,
            ChangeRecorder changes,
            @ConfigProperty(name = "lopez.service.name") String service) {
        this.rows = rows;
        this.organizations = organizations;
        this.journal = journal;
        this.entitlements = entitlements;
        this.changes = changes;
        this.self = Actor.ofService(service);
    }

    @Override
    public Uni<Void> eraseAgent(SqlConnection transaction, String agentId) {
        return rows.lockByAgent(transaction, agentId).chain(licences -> {
            Uni<Void> removed = Uni.createFrom().voidItem();
            for (EnterpriseAgent licence : licences) {
                removed = removed.chain(() -> remove(transaction, licence));
            }
            return removed;
        });
    }

    private Uni<Void> remove(SqlConnection transaction, EnterpriseAgent licence) {
        return rows.remove(transaction, licence)
                .chain(() -> organizations.raiseVersion(transaction, licence.organizationId()))
                .map(version -> journal.removed(licence, version, self))
                .chain(change ->
                        entitlements.withdraw(transaction, EntitlementSubject.ENTERPRISE_AGENT, licence.id(), change))
                .chain(change -> changes.record(transaction, change));
    }
}
