package de.lopezitwelt.orgbilling.enterpriseagent;

import de.lopezitwelt.contracts.subscription.EntitlementSubject;
import de.lopezitwelt.orgbilling.entitlement.Entitlements;
import de.lopezitwelt.orgbilling.tenant.OrganizationRow;
import de.lopezitwelt.platform.web.audit.Change;
import de.lopezitwelt.platform.web.identity.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** What the organization feature asks of licences, within its own transaction. */
@ApplicationScoped
public class EnterpriseAgents {
    private final EnterpriseAgentRepository rows;
    private final EnterpriseAgentJournal journal;
    private final Entitlements entitlements;

    EnterpriseAgents(EnterpriseAgentRepository rows, EnterpriseAgentJournal journal, Entitlements entitlements) {
        this.rows = rows;
        this.journal = journal;
        this.entitlements = entitlements;
    }

    /** Gives every licence of an organization back that is being deleted. */
    public Uni<Void> removeAll(OrganizationRow organization, Caller caller, Change change) {
        return rows.findByOrganization(organization.id()).chain(all -> {
            Uni<Void> removals = Uni.createFrom().voidItem();
            for (EnterpriseAgent row : all) {
                removals = removals.chain(() -> remove(row, organization.raiseVersion(), caller))
                        .invoke(change::and)
                        .replaceWithVoid();
            }
            return removals;
        });
    }

    /** Within the current Hibernate Reactive transaction. */
    Uni<Change> remove(EnterpriseAgent row, long version, Caller caller) {
        var removed = journal.removed(row, version, caller.actor());
        return entitlements
                .withdraw(EntitlementSubject.ENTERPRISE_AGENT, row.id(), removed)
                .call(() -> rows.remove(row));
    }
}
