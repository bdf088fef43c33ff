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
import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.web.audit.Change;
import de.lopezitwelt.platform.web.audit.ChangeRecorder;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** What a change of a licence is told to: the organization's topic, the audit log, the entitlements. */
@ApplicationScoped
class EnterpriseAgentJournal {
    private static final String TABLE = "enterprise_agents";

    private final Entitlements entitlements;
    private final ChangeRecorder changes;
    private final ObjectMapper json;
    private final String currency;

    EnterpriseAgentJournal(
            Entitlements entitlements,
            ChangeRecorder changes,
            ObjectMapper json,
            @ConfigProperty(name = "lopez.billing.currency", defaultValue = "EUR") String currency) {
        this.entitlements = entitlements;
        this.changes = changes;
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

    Uni<Change> licensed(EnterpriseAgent row, Actor actor) {
        var event = new AgentLicensed(row.organizationId(), row.id(), row.agentId(), row.active());
        return entitled(
                row,
                changes.by(actor)
                        .event(event, row.organizationId(), row.version())
                        .inserted(TABLE, row.id(), "agent.licensed", view(row)));
    }

    Uni<Change> changed(EnterpriseAgent row, EnterpriseAgentView before, Actor actor) {
        var event = new AgentLicenseChanged(row.organizationId(), row.id(), row.agentId(), row.active());
        return entitled(
                row,
                changes.by(actor)
                        .event(event, row.organizationId(), row.version())
                        .updated(TABLE, row.id(), "agent.license-changed", before, view(row)));
    }

    /** @param version of the organization after the removal. The entitlement is withdrawn apart. */
    Change removed(EnterpriseAgent row, long version, Actor actor) {
        var event = new AgentLicenseRemoved(row.organizationId(), row.id(), row.agentId());
        return changes.by(actor)
                .event(event, row.organizationId(), version)
                .deleted(TABLE, row.id(), "agent.license-removed", view(row));
    }

    private Uni<Change> entitled(EnterpriseAgent row, Change change) {
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
        return entitlements.publish(state, change);
    }
}
