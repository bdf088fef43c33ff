package de.lopezitwelt.platform.web.app;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.platform.persistence.Id;
import de.lopezitwelt.platform.web.call.InternalClient;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.identity.CallerContext;
import de.lopezitwelt.platform.web.trace.RequestTrace;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mysqlclient.MySQLException;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** One endpoint for each thing that can happen at the edge. */
@Path("/")
public class EdgeResource {
    private final CallerContext caller;
    private final InternalClient internal;
    private final RequestTrace trace;
    private final AtomicInteger openStreams = new AtomicInteger();

    EdgeResource(CallerContext caller, InternalClient internal, RequestTrace trace) {
        this.caller = caller;
        this.internal = internal;
        this.trace = trace;
    }

    @GET
    @Path("api/v1/me")
    @RolesAllowed("account:read")
    public Caller me() {
        return caller.caller();
    }

    @GET
    @Path("api/v1/moderation")
    @RolesAllowed("platform:moderator")
    public Map<String, String> moderation() {
        return Map.of("user", caller.caller().userId());
    }

    @GET
    @Path("api/v1/open")
    @PermitAll
    public Map<String, String> open() {
        var origin = new TreeMap<String, String>();
        origin.put("ip", String.valueOf(caller.actor().ipAddress()));
        origin.put("user", String.valueOf(caller.actor().userId()));
        origin.put("traceparent", String.valueOf(trace.current()));
        return origin;
    }

    @GET
    @Path("api/v1/unannotated")
    public String unannotated() {
        return "never";
    }

    @POST
    @Path("api/v1/echo")
    @PermitAll
    public ThingRequest echo(ThingRequest request) {
        return request;
    }

    @GET
    @Path("api/v1/ids/{id}")
    @PermitAll
    public List<String> ids(
            @PathParam("id") Id id, @QueryParam("user_id") Id userId, @QueryParam("agent_id") List<Id> agentIds) {
        return Stream.concat(
                        Stream.of(id.value(), String.valueOf(userId)),
                        agentIds.stream().map(Id::value))
                .toList();
    }

    @GET
    @Path("internal/users/{id}")
    @RolesAllowed("internal:users.read")
    public Map<String, String> user(@PathParam("id") String id) {
        return Map.of("user_id", id, "service", caller.caller().userId());
    }

    @GET
    @Path("api/v1/via-auth/{id}")
    @PermitAll
    public Uni<String> viaAuth(@PathParam("id") String id) {
        return internal.get("auth", "/internal/users/" + id, JsonNode.class)
                .map(user -> user == null ? "nobody" : user.toString());
    }

    @GET
    @Path("api/v1/fail/{how}")
    @PermitAll
    public Uni<String> fail(@PathParam("how") String how) {
        return Uni.createFrom().failure(failure(how));
    }

    @GET
    @Path("v1/fail/{how}")
    @PermitAll
    public String failUnderOtherShape(@PathParam("how") String how) throws Throwable {
        throw failure(how);
    }

    @GET
    @Path("api/v1/stream")
    @PermitAll
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Multi<String> stream() {
        openStreams.incrementAndGet();
        return Multi.createFrom()
                .ticks()
                .every(Duration.ofMillis(20))
                .onOverflow()
                .drop()
                .map(tick -> "tick " + tick)
                .onTermination()
                .invoke(openStreams::decrementAndGet);
    }

    @GET
    @Path("api/v1/open-streams")
    @PermitAll
    public int openStreams() {
        return openStreams.get();
    }

    private static Throwable failure(String how) {
        return switch (how) {
            case "deadlock" -> new MySQLException("Deadlock found in SELECT * FROM secrets", 1213, "40001");
            case "refused" -> new IllegalStateException(new ConnectException("Connection refused: db/10.0.0.7:3306"));
            case "duplicate" -> new MySQLException("Duplicate entry 'x' for key 'things.PRIMARY'", 1062, "23000");
            case "teapot" -> new jakarta.ws.rs.WebApplicationException(418);
            default -> new IllegalStateException("com.example.Secret: SELECT password FROM users");
        };
    }
}
