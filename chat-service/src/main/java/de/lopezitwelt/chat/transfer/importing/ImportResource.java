package de.lopezitwelt.chat.transfer.importing;

import de.lopezitwelt.chat.transfer.document.ExportDocument;
import de.lopezitwelt.contracts.Scopes;
import de.lopezitwelt.platform.persistence.Id;
import de.lopezitwelt.platform.web.idempotency.Idempotent;
import de.lopezitwelt.platform.web.identity.CallerContext;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Imports over HTTP. */
@Path("/api/v1/imports/sessions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Export and import")
public class ImportResource {
    private final ImportService imports;
    private final CallerContext caller;

    ImportResource(ImportService imports, CallerContext caller) {
        this.imports = imports;
        this.caller = caller;
    }

    @POST
    @Idempotent
    @RolesAllowed(Scopes.CHAT_WRITE)
    @Operation(
            summary = "Import a JSON export",
            description = "All of it or nothing. The sessions get new ids and belong to the caller; agent_id names the"
                    + " agent they go on with where their own is not known.")
    @ResponseStatus(201)
    public Uni<RestResponse<ImportResult>> post(
            @QueryParam("agent_id") @Nullable Id agentId,
            @QueryParam("organization_id") @Nullable Id organizationId,
            @Valid @NotNull ExportDocument document) {
        return imports.run(caller.caller(), document, Id.textOf(agentId), Id.textOf(organizationId))
                .map(result -> RestResponse.status(RestResponse.Status.CREATED, result));
    }
}
