package de.lopezitwelt.orgbilling.entitlement;

import de.lopezitwelt.contracts.Scopes;
import de.lopezitwelt.contracts.subscription.EntitlementSubject;
import de.lopezitwelt.platform.persistence.Id;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Entitlements for the services whose replica has none yet. */
@Path("/internal/entitlements")
@Tag(name = "Internal", description = "For the other services, never routed from outside")
public class EntitlementInternalResource {
    private final Entitlements entitlements;

    EntitlementInternalResource(Entitlements entitlements) {
        this.entitlements = entitlements;
    }

    @GET
    @RolesAllowed(Scopes.INTERNAL_ENTITLEMENTS_READ)
    @Operation(
            summary = "The entitlement of a subject",
            description = "Users and organizations that never subscribed have the free plan's limits.")
    public Uni<EntitlementSnapshot> find(
            @QueryParam("subject_type") @Nullable String subjectType, @QueryParam("subject_id") @NotNull Id subjectId) {
        return entitlements.find(subjectOf(subjectType), subjectId.value());
    }

    private static EntitlementSubject subjectOf(@Nullable String name) {
        return Arrays.stream(EntitlementSubject.values())
                .filter(type -> type.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid(
                        "subject_type", "must be one of user, organization, api_key, enterprise_agent"));
    }
}
