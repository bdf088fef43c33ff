package de.lopezitwelt.platform.web.app;

import de.lopezitwelt.platform.web.audit.AuditEvents;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/audited")
public class AuditedResource {
    private final AuditEvents audit;

    AuditedResource(AuditEvents audit) {
        this.audit = audit;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed("account:write")
    public @Nullable String audited() {
        return audit.inserted("things", "t-1", "thing.created", Map.of("name", "a"))
                .payload();
    }
}
