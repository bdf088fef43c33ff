package de.lopezitwelt.orgbilling.organization;

import de.lopezitwelt.platform.web.concurrency.Versioned;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The domain of an organization, and the record that proves it. */
@Schema(name = "OrganizationDomain")
public record DomainView(
        @Schema(examples = "contoso.example") String domain,

        @Schema(description = "null until it is proven") @Nullable
        Instant verifiedAt,

        @Schema(description = "The name that takes a TXT record", examples = "_lopez-it-welt.contoso.example")
        String recordName,

        @Schema(description = "The text of the record", examples = "organization=0198c5a2-6f3e-7c41-9a57-2b8d3f6e1a90")
        String recordValue) {

    /** @param domain of the row */
    static Versioned<DomainView> versioned(Organization row, String domain) {
        return new Versioned<>(
                new DomainView(
                        domain,
                        row.domainVerifiedAt(),
                        DomainProof.recordName(domain),
                        DomainProof.recordValue(row.id())),
                row.version());
    }
}
