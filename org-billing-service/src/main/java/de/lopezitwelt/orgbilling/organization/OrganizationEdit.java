package de.lopezitwelt.orgbilling.organization;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
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
        @Pattern(
                regexp = "(?i)(?=.{1,255}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?",
                message = "must be a domain name such as example.com")
        @Schema(examples = "contoso.example")
        @Nullable
        String domain,

        @Schema(type = SchemaType.OBJECT, description = "At most 64 KiB", examples = "{\"locale\":\"de-DE\"}") @Nullable
        JsonNode settings) {}
