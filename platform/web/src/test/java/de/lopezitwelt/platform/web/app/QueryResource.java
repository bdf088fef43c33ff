package de.lopezitwelt.platform.web.app;

import de.lopezitwelt.platform.web.query.IgnoreUnknownParameters;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where query parameters of others are ignored. */
@Path("/v1/query")
@PermitAll
@IgnoreUnknownParameters
public class QueryResource {
    @GET
    public String lenient(@QueryParam("limit") @Nullable String limit) {
        return String.valueOf(limit);
    }

    /** Where they are not, with one that may come several times. */
    @Path("/api/v1/query")
    @PermitAll
    public static class Strict {
        @GET
        public String strict(@QueryParam("id") List<String> ids, @QueryParam("limit") @Nullable String limit) {
            return String.join(",", ids) + limit;
        }
    }
}
