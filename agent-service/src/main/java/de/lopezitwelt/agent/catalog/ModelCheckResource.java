package de.lopezitwelt.agent.catalog;

import de.lopezitwelt.contracts.Scopes;
import de.lopezitwelt.platform.web.problem.ProblemException;
import de.lopezitwelt.runtime.AgentRuntime;
import de.lopezitwelt.runtime.probe.Probe;
import de.lopezitwelt.runtime.probe.ProbeResult;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Whether the models of the catalog do what it promises. */
@Path("/internal/operations/models")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Operator", description = "For ./lopez, never routed from outside")
@RolesAllowed(Scopes.INTERNAL_OPERATIONS)
class ModelCheckResource {
    private final AgentRuntime runtime;
    private final Models models;

    ModelCheckResource(AgentRuntime runtime, Models models) {
        this.runtime = runtime;
        this.models = models;
    }

    /** Models in the operator's order, and the ways in which they can be called. */
    record Checkable(List<CheckableModel> models, List<String> probes) {}

    record CheckableModel(String name, String provider) {}

    record CheckRequest(@NotNull String model, @NotNull String probe) {}

    record CheckResult(
            String probe,
            String outcome,
            boolean promised,
            @Nullable String detail,
            long milliseconds) {}

    @GET
    @Operation(summary = "Models that can be checked, and the ways in which they are called")
    public Checkable list() {
        return new Checkable(
                runtime.catalog().models().stream()
                        .map(model -> new CheckableModel(model.name(), model.provider()))
                        .toList(),
                Arrays.stream(Probe.values()).map(Probe::wireName).toList());
    }

    @POST
    @Path("/checks")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Call a model in one of these ways",
            description = "Sends the provider one or two requests of a few hundred tokens. A failure is a result.")
    public Uni<CheckResult> check(@NotNull @Valid CheckRequest request) {
        return runtime.probe(models.resolve(request.model()), probe(request.probe()))
                .map(ModelCheckResource::result);
    }

    private static Probe probe(String name) {
        return Arrays.stream(Probe.values())
                .filter(probe -> probe.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid(
                        "probe",
                        "must be one of "
                                + Arrays.stream(Probe.values())
                                        .map(Probe::wireName)
                                        .toList()));
    }

    private static CheckResult result(ProbeResult result) {
        return new CheckResult(
                result.probe().wireName(),
                result.outcome().wireName(),
                result.promised(),
                result.detail(),
                result.milliseconds());
    }
}
