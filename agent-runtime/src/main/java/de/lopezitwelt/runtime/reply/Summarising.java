package de.lopezitwelt.runtime.reply;

import de.lopezitwelt.contracts.agent.AgentType;
import de.lopezitwelt.runtime.agent.AgentSpec;
import de.lopezitwelt.runtime.call.ChatModel;
import de.lopezitwelt.runtime.call.ModelRequest;
import de.lopezitwelt.runtime.catalog.ModelDefinition;
import de.lopezitwelt.runtime.model.Conversation;
import de.lopezitwelt.runtime.model.Memory;
import de.lopezitwelt.runtime.model.PromptMessage;
import de.lopezitwelt.runtime.model.ReplyEvent;
import de.lopezitwelt.runtime.model.ReplyEvent.Completed;
import de.lopezitwelt.runtime.model.ReplyEvent.ModelAnswered;
import de.lopezitwelt.runtime.model.ReplyEvent.Summarised;
import de.lopezitwelt.runtime.model.ResponseFormat;
import de.lopezitwelt.runtime.model.Sampling;
import de.lopezitwelt.runtime.model.ToolChoice;
import de.lopezitwelt.runtime.model.Usage;
import de.lopezitwelt.runtime.prompt.Forgetting;
import de.lopezitwelt.runtime.prompt.SummaryPrompt;
import de.lopezitwelt.runtime.prompt.TokenCounter;
import io.smallrye.mutiny.Multi;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Gives a chatbot a memory of messages that no longer fit into the prompt: an extra call of its model summarises the
 * older ones before the reply. When that call fails, the reply is made without them.
 */
public final class Summarising {

    private static final int LONGEST_SUMMARY = 512;

    private final Forgetting forgetting;
    private final ModelRequest request;

    private Summarising(Forgetting forgetting, ModelRequest request) {
        this.forgetting = forgetting;
        this.request = request;
    }

    /**
     * Null when nothing needs to be summarised.
     *
     * @param room the most tokens of a prompt
     */
    public static @Nullable Summarising plan(
            AgentSpec agent,
            Conversation conversation,
            ModelDefinition model,
            int room,
            Sampling sampling,
            @Nullable String traceparent) {
        if (agent.type() != AgentType.CHATBOT) {
            return null;
        }
        int longest = Math.min(Math.min(LONGEST_SUMMARY, model.maxOutputTokens()), model.contextWindow() / 8);
        Forgetting forgetting = Forgetting.plan(agent, conversation, room - longest);
        if (forgetting == null) {
            return null;
        }
        Memory memory = conversation.memory();
        List<PromptMessage> prompt = SummaryPrompt.of(
                memory == null ? null : memory.summary(), forgetting.forgotten(), model.contextWindow() - longest);
        return new Summarising(
                forgetting,
                new ModelRequest(
                        AgentSpec.of(AgentType.CHATBOT, agent.model()),
                        prompt,
                        TokenCounter.estimate(prompt),
                        longest,
                        sampling,
                        new ResponseFormat.Text(),
                        List.of(),
                        ToolChoice.AUTO,
                        true,
                        traceparent));
    }

    /** The conversation with a placeholder of the summary's largest size, while the summary is not known yet. */
    public Conversation placeholder() {
        return forgetting.remembering("x".repeat(request.maxOutputTokens()));
    }

    public int outputLimit() {
        return request.maxOutputTokens();
    }

    public long promptUpperBound() {
        return TokenCounter.upperBound(request.prompt());
    }

    /** @param reply makes the reply to the shortened conversation */
    public Multi<ReplyEvent> start(ChatModel model, Function<Conversation, Multi<ReplyEvent>> reply) {
        return Multi.createFrom().deferred(() -> {
            HiddenCall call = new HiddenCall();
            Multi<ReplyEvent> signs = call.listen(model.stream(request))
                    .onFailure()
                    .recoverWithMulti(() -> Multi.createFrom().empty());
            return Multi.createBy()
                    .concatenating()
                    .streams(signs, Multi.createFrom().deferred(() -> afterwards(call, reply)));
        });
    }

    private Multi<ReplyEvent> afterwards(HiddenCall call, Function<Conversation, Multi<ReplyEvent>> reply) {
        Completed end = call.end();
        if (end == null) {
            return reply.apply(forgetting.kept());
        }
        String summary = SummaryPrompt.cut(call.text(), request.maxOutputTokens());
        List<ReplyEvent> first = new ArrayList<>(List.of(new ModelAnswered(end.usage())));
        if (!summary.isEmpty()) {
            first.add(new Summarised(summary, forgetting.firstKept()));
        }
        Conversation conversation = summary.isEmpty() ? forgetting.kept() : forgetting.remembering(summary);
        return Multi.createBy()
                .concatenating()
                .streams(Multi.createFrom().iterable(first), added(end.usage(), reply.apply(conversation)));
    }

    private static Multi<ReplyEvent> added(Usage usage, Multi<ReplyEvent> reply) {
        return reply.onItem().transform(event -> event instanceof Completed done ? done.afterUsing(usage) : event);
    }
}
