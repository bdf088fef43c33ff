package de.lopezitwelt.orgbilling.organization;

import de.lopezitwelt.contracts.Scopes;
import de.lopezitwelt.platform.persistence.Id;
import de.lopezitwelt.platform.web.concurrency.ETags;
import de.lopezitwelt.platform.web.identity.CallerContext;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** The domain of an organization. */
@Path("/api/v1/organizations/{organization_id}/domain")
@Tag(name = "Organizations", description = "The tenants of the platform")
public class DomainResource {
    private final DomainService service;
    private final CallerContext caller;

    DomainResource(DomainService service, CallerContext caller) {
        this.service = service;
        this.caller = caller;
    }

    @GET
    @RolesAllowed(Scopes.ORGANIZATIONS_READ)
    @Operation(
            summary = "Show the domain and the DNS record that proves it",
            description = "Needs organization.update. 404 when the organization names no domain.")
    public Uni<RestResponse<DomainView>> get(@PathParam("organization_id") Id organizationId) {
        return service.get(caller.caller(), organizationId.value()).map(ETags::ok);
    }

    @POST
    @Path("/verification")
    @RolesAllowed(Scopes.ORGANIZATIONS_WRITE)
    @Operation(
            summary = "Verify the domain",
            description =
                    "Looks for the DNS record now. Needs organization.update. 409 domain-not-verified when the record"
                            + " is not there, domain-taken when another organization has proven the domain, 503 when no name server"
                            + " can be asked.")
    public Uni<RestResponse<DomainView>> verify(@PathParam("organization_id") Id organizationId) {
        return service.verify(caller.caller(), organizationId.value()).map(ETags::ok);
    }
}
