package de.lopezitwelt.orgbilling.enterpriseagent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.lopezitwelt.contracts.organization.AgentLicenseChanged;
import de.lopezitwelt.contracts.organization.AgentLicenseRemoved;
import de.lopezitwelt.contracts.organization.AgentLicensed;
import de.lopezitwelt.contracts.subscription.EntitlementState;
import de.lopezitwelt.contracts.subscription.EntitlementSubject;
import de.lopezitwelt.orgbilling.entitlement.Entitlements;
import de.lopezitwelt.platform.messaging.Events;
import de.lopezitwelt.platform.messaging.OutboxMessage;
import de.lopezitwelt.platform.web.audit.AuditEvents;
import de.lopezitwelt.platform.web.identity.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** What a change of a licence is told to: the organization's topic, the audit log, the entitlements. */
@ApplicationScoped
class EnterpriseAgentJournal {
    private static final String TABLE = "enterprise_agents";

    private final Entitlements entitlements;
    private final Events events;
    private final AuditEvents audit;
    private final ObjectMapper json;
    private final String currency;

    EnterpriseAgentJournal(
            Entitlements entitlements,
            Events events,
            AuditEvents audit,
            ObjectMapper json,
            @ConfigProperty(name = "lopez.billing.currency", defaultValue = "EUR") String currency) {
        this.entitlements = entitlements;
        this.events = events;
        this.audit = audit;
        this.json = json;
        this.currency = currency;
    }

    EnterpriseAgentView view(EnterpriseAgent row) {
        return new EnterpriseAgentView(
                row.id(),
                row.organizationId(),
                row.agentId(),
                row.customConfig(),
                limits(row.usageLimits()),
                row.active(),
                row.createdAt(),
                row.updatedAt());
    }

    UsageLimits limits(@Nullable JsonNode stored) {
        if (stored == null) {
            return UsageLimits.NONE;
        }
        try {
            return json.treeToValue(stored, UsageLimits.class);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("stored usage limits cannot be read", broken);
        }
    }

    @Nullable
    JsonNode store(@Nullable UsageLimits limits) {
        return limits == null || limits.equals(UsageLimits.NONE) ? null : json.valueToTree(limits);
    }

    Uni<List<OutboxMessage>> licensed(EnterpriseAgent row, Caller caller) {
        var event = new AgentLicensed(row.organizationId(), row.id(), row.agentId(), row.active());
        return withEntitlement(
                row,
                events.domain(
                        event,
                        row.organizationId(),
                        row.version(),
                        caller.actor().reference()),
                audit.inserted(TABLE, row.id(), "agent.licensed", view(row)));
    }

    Uni<List<OutboxMessage>> changed(EnterpriseAgent row, EnterpriseAgentView before, Caller caller) {
        var event = new AgentLicenseChanged(row.organizationId(), row.id(), row.agentId(), row.active());
        return withEntitlement(
                row,
                events.domain(
                        event,
                        row.organizationId(),
                        row.version(),
                        caller.actor().reference()),
                audit.updated(TABLE, row.id(), "agent.license-changed", before, view(row)));
    }

    private Uni<List<OutboxMessage>> withEntitlement(EnterpriseAgent row, OutboxMessage event, OutboxMessage record) {
        var state = new EntitlementState(
                EntitlementSubject.ENTERPRISE_AGENT,
                row.id(),
                limits(row.usageLimits()).withCurrency(currency),
                null,
                null,
                row.organizationId(),
                row.agentId(),
                row.customConfig(),
                row.active());
        return entitlements.publish(state).map(published -> {
            var messages = new ArrayList<>(List.of(event, record));
            messages.addAll(published);
            return messages;
        });
    }

    Uni<List<OutboxMessage>> removed(EnterpriseAgent row, long version, Caller caller) {
        var event = new AgentLicenseRemoved(row.organizationId(), row.id(), row.agentId());
        return entitlements
                .withdraw(EntitlementSubject.ENTERPRISE_AGENT, row.id())
                .map(withdrawn -> {
                    var messages = new ArrayList<>(List.of(
                            events.domain(
                                    event,
                                    row.organizationId(),
                                    version,
                                    caller.actor().reference()),
                            audit.deleted(TABLE, row.id(), "agent.license-removed", view(row))));
                    messages.addAll(withdrawn);
                    return messages;
                });
    }
}
