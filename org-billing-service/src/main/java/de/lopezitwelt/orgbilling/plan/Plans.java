package de.lopezitwelt.orgbilling.plan;

import de.lopezitwelt.contracts.subscription.EntitlementLimits;
import de.lopezitwelt.contracts.subscription.PlanType;
import de.lopezitwelt.orgbilling.entitlement.DefaultLimits;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** The plan table as configured, read once. */
@ApplicationScoped
public class Plans implements DefaultLimits {
    private static final Logger LOG = Logger.getLogger(Plans.class);

    private final PlanTable table;
    private final Approval approval;

    Plans(PlanConfig config) {
        this.table = PlanTable.of(config);
        this.approval = config.approval();
    }

    void start(@Observes StartupEvent event) {
        if (approval == Approval.NONE) {
            LOG.warn("lopez.billing.approval=none: everybody with a verified e-mail may take any plan at once, unpaid");
        }
    }

    /** Whether what costs something has to wait. */
    public boolean needApproval() {
        return approval != Approval.NONE;
    }

    public PlanTable table() {
        return table;
    }

    public Plan plan(PlanType type) {
        return table.plan(type);
    }

    @Override
    public EntitlementLimits limits() {
        return plan(PlanType.FREE).limits();
    }

    @Override
    public String terms() {
        return table.terms();
    }
}
