package de.lopezitwelt.orgbilling.organization;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.platform.web.concurrency.Versioned;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An organization as the API shows it. */
@Schema(name = "Organization")
public record OrganizationView(
        @Schema(examples = "0198c5a2-6f3e-7c41-9a57-2b8d3f6e1a90")
        String id,

        @Schema(examples = "Contoso GmbH") String name,

        @Nullable String description,

        @Schema(examples = "contoso.example") @Nullable String domain,

        @Schema(description = "When the domain was proven; null until it is") @Nullable
        Instant domainVerifiedAt,

        @Schema(type = SchemaType.OBJECT) @Nullable JsonNode settings,

        boolean isActive,

        Instant createdAt,

        Instant updatedAt) {

    static OrganizationView of(Organization row) {
        return new OrganizationView(
                row.id(),
                row.name(),
                row.description(),
                row.domain(),
                row.domainVerifiedAt(),
                row.settings(),
                row.active(),
                row.createdAt(),
                row.updatedAt());
    }

    static Versioned<OrganizationView> versioned(Organization row) {
        return new Versioned<>(of(row), row.version());
    }
}
