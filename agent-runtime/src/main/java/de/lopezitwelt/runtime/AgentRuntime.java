package de.lopezitwelt.runtime;

import de.lopezitwelt.runtime.agent.AgentConfig;
import de.lopezitwelt.runtime.agent.AgentSpec;
import de.lopezitwelt.runtime.agent.AgentType;
import de.lopezitwelt.runtime.catalog.Capability;
import de.lopezitwelt.runtime.catalog.CatalogSnapshot;
import de.lopezitwelt.runtime.catalog.ModelCatalog;
import de.lopezitwelt.runtime.catalog.ModelDefinition;
import de.lopezitwelt.runtime.model.ModelFailure;
import de.lopezitwelt.runtime.model.ModelRequest;
import de.lopezitwelt.runtime.model.ReplyEvent;
import de.lopezitwelt.runtime.model.Sampling;
import de.lopezitwelt.runtime.model.ToolChoice;
import de.lopezitwelt.runtime.model.ToolDefinition;
import de.lopezitwelt.runtime.prompt.Prompt;
import de.lopezitwelt.runtime.prompt.PromptBuilder;
import de.lopezitwelt.runtime.tool.ToolRegistry;
import io.smallrye.mutiny.Multi;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/** Runs agents: finds the model, builds the prompt, bounds the cost and streams the reply. */
public final class AgentRuntime implements AutoCloseable {

    private final ModelCatalog catalog;
    private final ToolRegistry tools;
    private final Models models;

    public AgentRuntime(Vertx vertx, Clock clock, ModelCatalog catalog) {
        this(catalog, ToolRegistry.builtIn(clock), new Models(vertx, clock));
    }

    AgentRuntime(ModelCatalog catalog, ToolRegistry tools, Models models) {
        this.catalog = catalog;
        this.tools = tools;
        this.models = models;
    }

    public ModelCatalog catalog() {
        return catalog;
    }

    /** Like {@link #prepare}, for callers that reserve nothing; every failure comes through the stream. */
    public Multi<ReplyEvent> reply(ReplyRequest request) {
        return Multi.createFrom().deferred(() -> prepare(request).events());
    }

    /** No more prompt tokens than this will be used. */
    public long promptUpperBound(ReplyRequest request) {
        return prepare(request).promptUpperBound();
    }

    /**
     * Builds the prompt and bounds the cost without any I/O.
     *
     * @throws ModelFailure of kind UNKNOWN_MODEL or CONTEXT_LENGTH
     */
    public PreparedReply prepare(ReplyRequest request) {
        AgentSpec agent = request.agent();
        CatalogSnapshot snapshot = catalog.snapshot();
        ModelDefinition model =
                snapshot.model(agent.model()).orElseThrow(() -> ModelFailure.of(ModelFailure.Kind.UNKNOWN_MODEL));
        // A caller that brings tools decides about tools: what it forces or forbids is meant for its own.
        List<ToolDefinition> ownTools = request.clientTools().isEmpty() ? ownTools(agent, model) : List.of();
        List<ToolDefinition> offered = ownTools.isEmpty() ? request.clientTools() : ownTools;
        int outputLimit = outputLimit(request, model);
        int room = model.contextWindow() - outputLimit;
        Prompt prompt = PromptBuilder.build(agent, request.conversation(), offered, room);
        ModelRequest modelRequest = new ModelRequest(
                agent,
                prompt.turns(),
                prompt.estimate(),
                outputLimit,
                request.sampling().orElse(sampling(agent.config())),
                ResponseFormats.of(request, model),
                offered,
                offered.isEmpty() ? ToolChoice.AUTO : request.toolChoice(),
                request.streaming(),
                request.traceparent());
        ToolRounds rounds = new ToolRounds(
                models.forReply(snapshot, model),
                tools,
                ownTools,
                agent.config().maxToolRounds(),
                room);
        return new PreparedReply(
                model,
                rounds.promptUpperBound(prompt.upperBound(), outputLimit, model.contextWindow()),
                prompt.estimate(),
                outputLimit,
                rounds.start(modelRequest));
    }

    /** An assistant's tools; all of them when its configuration does not choose. */
    private List<ToolDefinition> ownTools(AgentSpec agent, ModelDefinition model) {
        if (agent.type() != AgentType.ASSISTANT || !model.capabilities().contains(Capability.TOOLS)) {
            return List.of();
        }
        return tools.definitions(agent.json().has("tools") ? agent.config().tools() : tools.names());
    }

    private static int outputLimit(ReplyRequest request, ModelDefinition model) {
        return Stream.of(request.maxOutputTokens(), request.agent().config().maxOutputTokens())
                .filter(limit -> limit != null && limit > 0)
                .reduce(model.maxOutputTokens(), Math::min);
    }

    private static Sampling sampling(AgentConfig config) {
        return new Sampling(config.temperature(), config.topP(), null, null, null, List.of(), null);
    }

    /** Ends the connections to all providers. */
    @Override
    public void close() {
        models.close();
    }
}
