package de.lopezitwelt.auth.export;

import de.lopezitwelt.contracts.Scopes;
import de.lopezitwelt.platform.web.identity.CallerContext;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** The own data, to take along. */
@Path("/api/v1/account/export")
@RolesAllowed(Scopes.PLATFORM_USER)
@Tag(name = "Account")
class ExportResource {
    private final ExportService service;
    private final CallerContext caller;

    ExportResource(ExportService service, CallerContext caller) {
        this.service = service;
        this.caller = caller;
    }

    @GET
    @Operation(
            summary = "Everything auth holds about the caller",
            description =
                    "Account, profile, sign-ins, attempts to sign in, API keys and second factor, without secrets.")
    public Uni<RestResponse<AccountExport>> export() {
        return service.export(caller.caller())
                .map(document -> ResponseBuilder.ok(document)
                        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"account.json\"")
                        .build());
    }
}
