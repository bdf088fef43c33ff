package de.lopezitwelt.orgbilling.enterpriseagent;

import de.lopezitwelt.contracts.subscription.EntitlementSubject;
import de.lopezitwelt.orgbilling.enterpriseagent.EnterpriseAgentInternalResource.LicensedConfig;
import de.lopezitwelt.orgbilling.enterpriseagent.EnterpriseAgentInternalResource.LicensedConfigs;
import de.lopezitwelt.orgbilling.entitlement.EntitlementSnapshot;
import de.lopezitwelt.orgbilling.entitlement.Entitlements;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Licences as other services read them. */
@ApplicationScoped
class EnterpriseAgentReads {
    private static final int PAGE = 20;

    private final EnterpriseAgentRepository rows;
    private final Entitlements entitlements;

    EnterpriseAgentReads(EnterpriseAgentRepository rows, Entitlements entitlements) {
        this.rows = rows;
        this.entitlements = entitlements;
    }

    @WithSession
    Uni<EntitlementSnapshot> entitlement(String organizationId, String agentId) {
        return rows.findByAgent(organizationId, agentId)
                .plug(ProblemException::orNotFound)
                .chain(row -> entitlements.find(EntitlementSubject.ENTERPRISE_AGENT, row.id()));
    }

    /** The next ones after an id. */
    @WithSession
    Uni<LicensedConfigs> configurations(String agentId, String afterId) {
        return rows.findConfigured(agentId, afterId, PAGE + 1)
                .map(found -> new LicensedConfigs(
                        found.stream()
                                .limit(PAGE)
                                .map(row -> new LicensedConfig(row.id(), row.customConfig()))
                                .toList(),
                        found.size() > PAGE));
    }

    @WithSession
    Uni<Long> countLicences(String agentId) {
        return rows.countByAgent(agentId);
    }
}
