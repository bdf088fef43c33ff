package de.lopezitwelt.orgbilling.organization.settings;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.contracts.Scopes;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the settings of an organization may hold. */
@Path("/api/v1/organization-settings-schema")
@Tag(name = "Organizations", description = "The tenants of the platform")
public class SettingsSchemaResource {
    @GET
    @RolesAllowed(Scopes.ORGANIZATIONS_READ)
    @Operation(
            summary = "The JSON Schema of an organization's settings",
            description = "Draft 2020-12. Settings that it does not name are kept as they are.")
    public JsonNode schema() {
        return OrganizationSettings.schema();
    }
}
