package de.lopezitwelt.runtime.toolbox;

import de.lopezitwelt.runtime.call.ChatModel;
import de.lopezitwelt.runtime.call.ModelRequest;
import de.lopezitwelt.runtime.model.FinishReason;
import de.lopezitwelt.runtime.model.ReplyEvent;
import de.lopezitwelt.runtime.prompt.TokenCounter;
import de.lopezitwelt.runtime.tool.ToolRegistry;
import io.smallrye.mutiny.Multi;

/**
 * Lets a model call the agent's tools within limits of rounds, time and cost. When a limit is reached, the model must
 * answer. Without tools of the agent, calls are for the caller's tools and end the reply, because only the caller can
 * answer them.
 */
public final class ToolRounds {

    static final int MAX_CALLS_PER_ROUND = 4;

    private final ChatModel model;
    private final ToolRegistry tools;
    private final ToolLimits limits;
    private final int room;

    public ToolRounds(ChatModel model, ToolRegistry tools, ToolLimits limits, int room) {
        this.model = model;
        this.tools = tools;
        this.limits = tools.isEmpty() ? ToolLimits.NONE : limits;
        this.room = room;
    }

    /**
     * The most prompt tokens of all rounds together. Each round sends the first prompt again, with the text so far and
     * the results of the tools.
     */
    public long promptUpperBound(int firstPrompt, int outputLimit, int contextWindow) {
        long results = (long) MAX_CALLS_PER_ROUND * (tools.maxResultLength() * 3L + 2L * TokenCounter.TURN_OVERHEAD);
        long bound = 0;
        for (int round = 0; round <= limits.rounds(); round++) {
            long prompt = firstPrompt + (round == 0 ? 0 : outputLimit * 4L) + round * results;
            bound += Math.min(prompt, contextWindow);
        }
        return bound;
    }

    public Multi<ReplyEvent> start(ModelRequest request) {
        if (limits.rounds() == 0) {
            return model.stream(request);
        }
        return Multi.createFrom().deferred(() -> round(new ToolRound(request, limits, System.nanoTime())));
    }

    private Multi<ReplyEvent> round(ToolRound round) {
        return model.stream(round.request())
                .onItem()
                .transform(round::observe)
                .filter(event -> event != ToolRound.HELD_BACK)
                .onCompletion()
                .switchTo(() -> round.continues()
                        ? Multi.createBy().concatenating().streams(results(round), next(round))
                        : Multi.createFrom().empty());
    }

    private Multi<ReplyEvent> results(ToolRound round) {
        return Multi.createFrom()
                .iterable(round.calls())
                .onItem()
                .transformToUniAndConcatenate(tools::call)
                .onItem()
                .transform(round::answered);
    }

    private Multi<ReplyEvent> next(ToolRound round) {
        return Multi.createFrom().deferred(() -> {
            ToolRound following = round.next(System.nanoTime());
            boolean fits = following.request().promptTokens() <= room && following.outputLeft() > 0;
            return fits ? round(following) : Multi.createFrom().item(round.completed(FinishReason.LENGTH));
        });
    }
}
