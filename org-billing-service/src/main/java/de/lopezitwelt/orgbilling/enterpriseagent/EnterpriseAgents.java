package de.lopezitwelt.orgbilling.enterpriseagent;

import de.lopezitwelt.orgbilling.member.OrganizationRow;
import de.lopezitwelt.platform.messaging.OutboxMessage;
import de.lopezitwelt.platform.web.identity.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** What the organization feature asks of licences, within its own transaction. */
@ApplicationScoped
public class EnterpriseAgents {
    private final EnterpriseAgentRepository rows;
    private final EnterpriseAgentJournal journal;

    EnterpriseAgents(EnterpriseAgentRepository rows, EnterpriseAgentJournal journal) {
        this.rows = rows;
        this.journal = journal;
    }

    /** Gives every licence of an organization back that is being deleted. */
    public Uni<List<OutboxMessage>> removeAll(OrganizationRow organization, Caller caller) {
        return rows.findByOrganization(organization.id()).chain(all -> {
            var messages = new ArrayList<OutboxMessage>();
            Uni<Void> removals = Uni.createFrom().voidItem();
            for (EnterpriseAgent row : all) {
                removals = removals.chain(() -> journal.removed(row, organization.raiseVersion(), caller))
                        .invoke(messages::addAll)
                        .chain(() -> rows.delete(row));
            }
            return removals.replaceWith(messages);
        });
    }
}
