package de.lopezitwelt.orgbilling.organization;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.orgbilling.organization.settings.OrganizationSettings;
import de.lopezitwelt.platform.web.problem.ProblemException;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What of an organization its people can set. */
@Schema(name = "OrganizationContent")
public record OrganizationEdit(
        @NotBlank @Size(max = 255) @Schema(examples = "Contoso GmbH")
        String name,

        @Size(max = 10_000) @Nullable String description,

        @Size(max = 255)
        @Schema(
                description = "Kept in lower case, with letters beyond ASCII as A-labels (IDNA2008)",
                examples = "contoso.example")
        @Nullable
        String domain,

        @Schema(
                type = SchemaType.OBJECT,
                description = "At most 64 KiB. What the platform knows of them says GET"
                        + " /api/v1/organization-settings-schema; others are kept as they are",
                examples = "{\"locale\":\"de-DE\",\"default_member_role\":\"viewer\"}")
        @Nullable
        JsonNode settings,

        @Schema(description = "true when left out; nobody can talk for a deactivated organization") @Nullable
        Boolean isActive) {

    /**
     * With the domain in its one form.
     *
     * @throws ProblemException 400 naming what has no such value
     */
    OrganizationEdit checked() {
        String canonical = domain == null
                ? null
                : DomainName.canonical(domain)
                        .orElseThrow(
                                () -> ProblemException.invalid("domain", "must be a domain name such as example.com"));
        return new OrganizationEdit(
                name, description, canonical, OrganizationSettings.checked(settings), isActive == null || isActive);
    }
}
