package de.lopezitwelt.platform.web.app;

import de.lopezitwelt.platform.messaging.stream.AuditAction;
import de.lopezitwelt.platform.web.audit.AuditEvents;
import de.lopezitwelt.platform.web.identity.CallerContext;
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
    private final CallerContext caller;

    AuditedResource(AuditEvents audit, CallerContext caller) {
        this.audit = audit;
        this.caller = caller;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed("account:write")
    public @Nullable String audited() {
        return audit.message(
                        caller.actor(), AuditAction.INSERT, "things", "t-1", "thing.created", null, Map.of("name", "a"))
                .payload();
    }
}
