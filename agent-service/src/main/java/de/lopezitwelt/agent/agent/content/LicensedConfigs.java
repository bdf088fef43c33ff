package de.lopezitwelt.agent.agent.content;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.agent.AgentProblem;
import de.lopezitwelt.agent.licence.Licences;
import de.lopezitwelt.contracts.agent.AgentType;
import de.lopezitwelt.platform.web.call.InternalClient;
import de.lopezitwelt.platform.web.problem.Violation;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps a new configuration of an agent from breaking the changes of organizations. */
@ApplicationScoped
public class LicensedConfigs {
    private final Licences licences;
    private final InternalClient services;

    LicensedConfigs(Licences licences, InternalClient services) {
        this.licences = licences;
        this.services = services;
    }

    /** The changes of an organization to an agent. */
    record LicensedConfig(String enterpriseAgentId, JsonNode customConfig) {}

    /** The next ones in the order of their ids; fewer than were asked for at the end. */
    record LicensedConfigPage(List<LicensedConfig> data, boolean more) {}

    /** A license that a configuration would break. */
    record BrokenLicense(String enterpriseAgentId, List<Violation> violations) {}

    /**
     * Fails with 409 listing the licenses whose merged configuration is valid now and would not be any more; with 503 while
     * the organization service does not answer. It is asked only about agents that somebody has licensed.
     */
    public Uni<Void> ensureNoneBreaks(String agentId, AgentType type, JsonNode current, JsonNode wanted) {
        if (current.equals(wanted)) {
            return Uni.createFrom().voidItem();
        }
        return licences.isLicensed(agentId)
                .chain(licensed -> licensed
                        ? brokenAfter(agentId, null, new ArrayList<>(), type, current, wanted)
                        : Uni.createFrom().item(List.<BrokenLicense>of()))
                .invoke(broken -> {
                    if (!broken.isEmpty()) {
                        throw AgentProblem.LICENSES_BROKEN
                                .because("Organizations have changed what would not fit any more")
                                .with("licenses", broken);
                    }
                })
                .replaceWithVoid();
    }

    private Uni<List<BrokenLicense>> brokenAfter(
            String agentId,
            @Nullable String last,
            List<BrokenLicense> broken,
            AgentType type,
            JsonNode current,
            JsonNode wanted) {
        String after = last == null ? "" : "?after=" + last;
        return services.get(
                        "org-billing",
                        "/internal/agents/" + agentId + "/licences/configurations" + after,
                        LicensedConfigPage.class)
                .chain(page -> {
                    if (page == null) {
                        return Uni.createFrom().item(broken);
                    }
                    for (LicensedConfig licensed : page.data()) {
                        JsonNode custom = licensed.customConfig();
                        List<Violation> violations = AgentConfigCheck.ofCustom(type, wanted, custom);
                        if (!violations.isEmpty()
                                && AgentConfigCheck.ofCustom(type, current, custom)
                                        .isEmpty()) {
                            broken.add(new BrokenLicense(licensed.enterpriseAgentId(), violations));
                        }
                    }
                    return page.more()
                            ? brokenAfter(
                                    agentId, page.data().getLast().enterpriseAgentId(), broken, type, current, wanted)
                            : Uni.createFrom().item(broken);
                });
    }
}
