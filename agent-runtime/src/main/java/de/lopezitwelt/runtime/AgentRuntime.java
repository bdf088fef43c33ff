package de.lopezitwelt.runtime;

import de.lopezitwelt.runtime.agent.AgentConfig;
import de.lopezitwelt.runtime.agent.AgentSpec;
import de.lopezitwelt.runtime.call.ChatModel;
import de.lopezitwelt.runtime.call.ModelRequest;
import de.lopezitwelt.runtime.catalog.CatalogSnapshot;
import de.lopezitwelt.runtime.catalog.ModelCatalog;
import de.lopezitwelt.runtime.catalog.ModelDefinition;
import de.lopezitwelt.runtime.check.AnswerCheck;
import de.lopezitwelt.runtime.check.AnswerChecks;
import de.lopezitwelt.runtime.embedding.EmbeddingCalls;
import de.lopezitwelt.runtime.embedding.EmbeddingRequest;
import de.lopezitwelt.runtime.health.ProviderHealth;
import de.lopezitwelt.runtime.health.ProviderStatus;
import de.lopezitwelt.runtime.mcp.oauth.AccessTokens;
import de.lopezitwelt.runtime.model.Conversation;
import de.lopezitwelt.runtime.model.ModelFailure;
import de.lopezitwelt.runtime.model.ReplyEvent;
import de.lopezitwelt.runtime.model.ReplyEvent.ImagesLeftOut;
import de.lopezitwelt.runtime.model.ReplyEvent.ModelAsked;
import de.lopezitwelt.runtime.model.ReplyEvent.ModelRefused;
import de.lopezitwelt.runtime.model.Sampling;
import de.lopezitwelt.runtime.model.ToolChoice;
import de.lopezitwelt.runtime.model.ToolDefinition;
import de.lopezitwelt.runtime.outbound.OutboundHttp;
import de.lopezitwelt.runtime.probe.ModelProbes;
import de.lopezitwelt.runtime.probe.Probe;
import de.lopezitwelt.runtime.probe.ProbeResult;
import de.lopezitwelt.runtime.prompt.Prompt;
import de.lopezitwelt.runtime.prompt.PromptBuilder;
import de.lopezitwelt.runtime.reply.CheckedReply;
import de.lopezitwelt.runtime.reply.Models;
import de.lopezitwelt.runtime.reply.ResponseFormats;
import de.lopezitwelt.runtime.reply.Summarising;
import de.lopezitwelt.runtime.tool.ToolRegistry;
import de.lopezitwelt.runtime.toolbox.AgentTools;
import de.lopezitwelt.runtime.toolbox.ToolBox;
import de.lopezitwelt.runtime.toolbox.ToolLimits;
import de.lopezitwelt.runtime.toolbox.ToolRounds;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs agents: finds the model, builds the prompt, bounds the cost and streams the reply. */
public final class AgentRuntime implements AutoCloseable {

    private final Vertx vertx;
    private final ModelCatalog catalog;
    private final OutboundHttp http;
    private final ToolBox tools;
    private final ProviderHealth health;
    private final Models models;

    public AgentRuntime(Vertx vertx, Clock clock, ModelCatalog catalog) {
        this(vertx, clock, catalog, null);
    }

    /** @param tokens people's sign-ins to MCP servers; null where nobody is signed in to any */
    public AgentRuntime(Vertx vertx, Clock clock, ModelCatalog catalog, @Nullable AccessTokens tokens) {
        this.vertx = vertx;
        this.catalog = catalog;
        this.http = new OutboundHttp(vertx);
        this.tools = new ToolBox(http, clock, tokens);
        this.health = new ProviderHealth(http);
        this.models = new Models(vertx, clock);
    }

    public ModelCatalog catalog() {
        return catalog;
    }

    /** Whether the catalog's providers can be reached, by their names. Never fails. */
    public Uni<Map<String, ProviderStatus>> health() {
        return Uni.createFrom().deferred(() -> health.of(catalog.snapshot().providers()));
    }

    /** Like {@link #prepare}, for callers that reserve no budget. Every failure is emitted by the stream. */
    public Multi<ReplyEvent> reply(ReplyRequest request) {
        return ready(request.agent(), request.userId())
                .onItem()
                .transformToMulti(ready -> prepare(request).events());
    }

    /**
     * For one reply: completes when the definitions of the agent's tools are loaded, or after some seconds without them,
     * which the log and the metrics tell. Never fails.
     *
     * @param userId the person for whom it is; null for nobody in particular
     */
    public Uni<Void> ready(AgentSpec agent, @Nullable String userId) {
        return refreshed(agent, userId).invoke(() -> tools.note(agent, catalog.snapshot(), userId));
    }

    private Uni<Void> refreshed(AgentSpec agent, @Nullable String userId) {
        return Uni.createFrom()
                .deferred(() -> tools.refresh(agent, catalog.snapshot().tools(), userId));
    }

    /**
     * The tools that the agent's next reply offers its model, and those that it leaves out, with the reasons, once the
     * lists of its servers are as fresh as they can be within some seconds. Those of servers that people sign in to differ from
     * person to person, and are left out here. Never fails.
     */
    public Uni<AgentTools> tools(AgentSpec agent) {
        return refreshed(agent, null).map(ready -> tools.show(agent, catalog.snapshot(), null));
    }

    /**
     * Calls a model of the catalog in one of the ways in which replies call it. A failure of the model is a result.
     *
     * @throws ModelFailure of kind UNKNOWN_MODEL
     */
    public Uni<ProbeResult> probe(String model, Probe probe) {
        CatalogSnapshot snapshot = catalog.snapshot();
        ModelDefinition definition =
                snapshot.model(model).orElseThrow(() -> ModelFailure.of(ModelFailure.Kind.UNKNOWN_MODEL));
        return new ModelProbes(definition, models.alone(snapshot, definition)).run(probe);
    }

    /** The most prompt tokens that the reply can use. */
    public long promptUpperBound(ReplyRequest request) {
        return prepare(request).promptUpperBound();
    }

    /**
     * Builds the prompt and bounds the cost without any I/O.
     *
     * @throws ModelFailure of kind UNKNOWN_MODEL, NO_IMAGES or CONTEXT_LENGTH
     */
    public PreparedReply prepare(ReplyRequest asked) {
        AgentSpec agent = asked.agent();
        CatalogSnapshot snapshot = catalog.snapshot();
        ModelDefinition model =
                snapshot.model(agent.model()).orElseThrow(() -> ModelFailure.of(ModelFailure.Kind.UNKNOWN_MODEL));
        if (asked.conversation().hasImages() && !model.takesImages()) {
            throw ModelFailure.of(ModelFailure.Kind.NO_IMAGES);
        }
        ReplyRequest request = asked.countingImages(model.imageTokens());
        int outputLimit = outputLimit(request, model);
        Reply reply = new Reply(
                request,
                model,
                models.forReply(snapshot, model),
                ownTools(request, snapshot),
                outputLimit,
                model.contextWindow() - outputLimit);
        Summarising summarising = reply.summarising();
        Prompt prompt = reply.prompt(summarising == null ? request.conversation() : summarising.placeholder());
        AnswerCheck check = check(request);
        long promptBound = reply.rounds().promptUpperBound(prompt.upperBound(), outputLimit, model.contextWindow());
        int output = outputLimit;
        if (check != null) {
            promptBound +=
                    Math.min(prompt.upperBound() + outputLimit * 4L + CheckedReply.REPAIR_BYTES, model.contextWindow());
            output += outputLimit;
        }
        if (summarising == null) {
            return new PreparedReply(
                    model,
                    promptBound,
                    prompt.estimate(),
                    output,
                    events(reply, request.conversation(), prompt, check));
        }
        return new PreparedReply(
                model,
                promptBound + summarising.promptUpperBound(),
                prompt.estimate(),
                output + summarising.outputLimit(),
                summarising.start(
                        reply.model(), conversation -> events(reply, conversation, reply.prompt(conversation), check)));
    }

    /**
     * Bounds the cost of embeddings without any I/O.
     *
     * @param name of a model that embeds
     * @throws ModelFailure of kind UNKNOWN_MODEL, CONTEXT_LENGTH, or REFUSED for what the built-in model cannot do
     */
    public PreparedEmbeddings embeddings(String name, EmbeddingRequest request) {
        CatalogSnapshot snapshot = catalog.snapshot();
        ModelDefinition model =
                snapshot.embedder(name).orElseThrow(() -> ModelFailure.of(ModelFailure.Kind.UNKNOWN_MODEL));
        EmbeddingCalls calls = models.embedding(snapshot, model, request);
        return new PreparedEmbeddings(
                new PreparedReply(model, request.upperBound(), calls.largestEstimate(), 0, calls.events()),
                calls::vectors);
    }

    /**
     * When the provider refuses the prompt before any text, the call is repeated once, where something can be left out. A
     * prompt that is too long gets half of the room: our token count is only an estimate, and the catalog may name a larger
     * context window than the server has. Any other one goes without the images of earlier messages: another model may have
     * taken them.
     */
    private Multi<ReplyEvent> events(
            Reply reply, Conversation conversation, Prompt prompt, @Nullable AnswerCheck check) {
        return Multi.createFrom().deferred(() -> {
            AtomicBoolean begun = new AtomicBoolean();
            return events(reply, prompt, check)
                    .onItem()
                    .invoke(event -> {
                        if (!(event instanceof ModelAsked || event instanceof ModelRefused)) {
                            begun.set(true);
                        }
                    })
                    .onFailure(failure -> failure instanceof ModelFailure known
                            && known.kind().refusesPrompt()
                            && !begun.get())
                    .recoverWithMulti(failure -> tooLong(failure)
                            ? shortened(reply, conversation, prompt, check, failure)
                            : withoutEarlierImages(reply, prompt, check, failure));
        });
    }

    private static boolean tooLong(Throwable failure) {
        return failure instanceof ModelFailure known && known.kind() == ModelFailure.Kind.CONTEXT_LENGTH;
    }

    private Multi<ReplyEvent> withoutEarlierImages(
            Reply reply, Prompt refused, @Nullable AnswerCheck check, Throwable failure) {
        int images = refused.earlierImages();
        return images == 0
                ? Multi.createFrom().failure(failure)
                : Multi.createBy()
                        .concatenating()
                        .streams(
                                Multi.createFrom().item(new ImagesLeftOut(images)),
                                events(reply, refused.withoutEarlierImages(), check));
    }

    private Multi<ReplyEvent> shortened(
            Reply reply, Conversation conversation, Prompt refused, @Nullable AnswerCheck check, Throwable failure) {
        Prompt shorter;
        try {
            shorter = reply.prompt(conversation, Math.min(reply.room(), refused.estimate()) / 2);
        } catch (ModelFailure nothingToLeaveOut) {
            return Multi.createFrom().failure(failure);
        }
        return shorter.turns().size() < refused.turns().size()
                ? events(reply, shorter, check)
                : Multi.createFrom().failure(failure);
    }

    private Multi<ReplyEvent> events(Reply reply, Prompt prompt, @Nullable AnswerCheck check) {
        ModelRequest request = reply.request(prompt);
        return check == null
                ? reply.rounds().start(request)
                : new CheckedReply(reply.model(), check, this::onWorker, reply.room()).start(request);
    }

    /**
     * The check of the answer. Null when the caller sets a response format or brings tools: such callers check the
     * answer themselves.
     */
    private static @Nullable AnswerCheck check(ReplyRequest request) {
        return request.responseFormat() == null && request.clientTools().isEmpty()
                ? AnswerChecks.of(request.agent(), request.conversation())
                : null;
    }

    private <T> Uni<T> onWorker(Callable<T> work) {
        return Uni.createFrom()
                .emitter(emitter -> vertx.executeBlocking(work, false)
                        .onSuccess(emitter::complete)
                        .onFailure(emitter::fail));
    }

    /** When the caller brings tools, the agent's tools are not offered; tool_choice refers to the caller's. */
    private ToolRegistry ownTools(ReplyRequest request, CatalogSnapshot snapshot) {
        return request.clientTools().isEmpty()
                ? tools.select(request.agent(), snapshot, request.userId())
                : new ToolRegistry(List.of());
    }

    private static int outputLimit(ReplyRequest request, ModelDefinition model) {
        return Stream.of(request.maxOutputTokens(), request.agent().config().maxOutputTokens())
                .filter(limit -> limit != null && limit > 0)
                .reduce(model.maxOutputTokens(), Math::min);
    }

    /** Ends the connections to all providers. */
    @Override
    public void close() {
        models.close();
        http.close();
    }

    /** One reply that is being prepared. */
    private record Reply(
            ReplyRequest asked,
            ModelDefinition definition,
            ChatModel model,
            ToolRegistry tools,
            int outputLimit,
            int room) {

        List<ToolDefinition> offered() {
            return tools.isEmpty() ? asked.clientTools() : tools.definitions();
        }

        Sampling sampling() {
            AgentConfig config = asked.agent().config();
            return asked.sampling()
                    .orElse(new Sampling(
                            config.temperature(), config.topP(), null, null, null, List.of(), null, config.extras()));
        }

        Prompt prompt(Conversation conversation) {
            return prompt(conversation, room);
        }

        Prompt prompt(Conversation conversation, int tokens) {
            return PromptBuilder.build(asked.agent(), conversation, offered(), tokens);
        }

        /** Null when there is nothing to sum up, and when the caller brings tools. */
        @Nullable
        Summarising summarising() {
            return asked.clientTools().isEmpty()
                    ? Summarising.plan(
                            asked.agent(),
                            asked.conversation(),
                            definition,
                            room,
                            sampling().with(sampling().extras().withoutEffort()),
                            asked.traceparent())
                    : null;
        }

        ToolRounds rounds() {
            return new ToolRounds(model, tools, ToolLimits.of(asked.agent().config(), definition.price()), room);
        }

        ModelRequest request(Prompt prompt) {
            return new ModelRequest(
                    asked.agent(),
                    prompt.turns(),
                    prompt.estimate(),
                    outputLimit,
                    sampling(),
                    ResponseFormats.of(asked.responseFormat(), asked.agent(), definition),
                    offered(),
                    offered().isEmpty() ? ToolChoice.AUTO : asked.toolChoice(),
                    asked.streaming(),
                    asked.traceparent());
        }
    }
}
