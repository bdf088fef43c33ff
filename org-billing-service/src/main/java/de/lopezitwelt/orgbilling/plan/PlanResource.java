package de.lopezitwelt.orgbilling.plan;

import de.lopezitwelt.contracts.subscription.PlanType;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What can be bought. */
@Path("/api/v1/plans")
@Tag(name = "Plans", description = "What plans cost and allow")
public class PlanResource {
    private final Plans plans;

    PlanResource(Plans plans) {
        this.plans = plans;
    }

    /** Every plan, from the smallest to the greatest. */
    @Schema(name = "PlanList")
    public record PlanList(List<PlanView> data) {}

    @GET
    @PermitAll
    @Operation(summary = "List the plans", description = "For everybody, from the smallest to the greatest.")
    public PlanList list() {
        return new PlanList(Arrays.stream(PlanType.values())
                .map(type -> PlanView.of(plans.plan(type), plans.needApproval()))
                .toList());
    }
}
