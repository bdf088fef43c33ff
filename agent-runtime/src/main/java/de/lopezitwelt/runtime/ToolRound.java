package de.lopezitwelt.runtime;

import de.lopezitwelt.runtime.model.FinishReason;
import de.lopezitwelt.runtime.model.ModelRequest;
import de.lopezitwelt.runtime.model.ReplyEvent;
import de.lopezitwelt.runtime.model.ReplyEvent.Completed;
import de.lopezitwelt.runtime.model.ReplyEvent.TextDelta;
import de.lopezitwelt.runtime.model.ReplyEvent.ToolCallAnswered;
import de.lopezitwelt.runtime.model.ReplyEvent.ToolCallRequested;
import de.lopezitwelt.runtime.model.ToolCall;
import de.lopezitwelt.runtime.model.ToolChoice;
import de.lopezitwelt.runtime.model.Turn;
import de.lopezitwelt.runtime.model.Usage;
import de.lopezitwelt.runtime.prompt.TokenCounter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One model call of a reply with tools: what it said, called and learned. Used by one subscription only. */
final class ToolRound {

    /** Stands for an event that the caller must not see because the reply goes on. */
    static final ReplyEvent HELD_BACK = new TextDelta("held back");

    private final ModelRequest request;
    private final Set<String> ownTools;
    private final int roundsLeft;
    private final Usage before;

    private final StringBuilder text = new StringBuilder();
    private final List<ToolCall> calls = new ArrayList<>();
    private final List<Turn> answers = new ArrayList<>();

    @Nullable
    private Completed end;

    private boolean continues;

    ToolRound(ModelRequest request, Set<String> ownTools, int roundsLeft) {
        this(request, ownTools, roundsLeft, Usage.NONE);
    }

    private ToolRound(ModelRequest request, Set<String> ownTools, int roundsLeft, Usage before) {
        this.request = request;
        this.ownTools = ownTools;
        this.roundsLeft = roundsLeft;
        this.before = before;
    }

    ModelRequest request() {
        return request;
    }

    ReplyEvent observe(ReplyEvent event) {
        return switch (event) {
            case TextDelta delta -> {
                text.append(delta.text());
                yield event;
            }
            case ToolCallRequested requested -> {
                calls.add(requested.call());
                yield event;
            }
            case ToolCallAnswered answered -> event;
            case Completed completed -> {
                end = completed;
                continues = roundsLeft > 0
                        && !calls.isEmpty()
                        && calls.size() <= ToolRounds.MAX_CALLS_PER_ROUND
                        && calls.stream().allMatch(call -> ownTools.contains(call.name()));
                yield continues ? HELD_BACK : completed(completed.finishReason());
            }
        };
    }

    ReplyEvent answered(ToolCallAnswered answer) {
        answers.add(Turn.tool(answer.callId(), answer.result()));
        return answer;
    }

    boolean continues() {
        return continues;
    }

    List<ToolCall> calls() {
        return calls;
    }

    /** The end of the whole reply, with the usage of all rounds so far. */
    Completed completed(FinishReason reason) {
        Completed last = last();
        return new Completed(reason, usage(), last.model(), last.provider(), last.offline());
    }

    /** Output tokens that the following round may use. */
    int outputLeft() {
        return request.maxOutputTokens();
    }

    ToolRound next() {
        List<Turn> prompt = new ArrayList<>(request.prompt());
        prompt.add(Turn.assistant(text.toString(), calls));
        prompt.addAll(answers);
        int added = TokenCounter.estimate(prompt.subList(request.prompt().size(), prompt.size()));
        int outputLeft = request.maxOutputTokens() - last().usage().completionTokens();
        ModelRequest following = new ModelRequest(
                request.agent(),
                prompt,
                request.promptTokens() + added,
                Math.max(0, outputLeft),
                request.sampling(),
                request.responseFormat(),
                request.tools(),
                roundsLeft == 1 ? ToolChoice.NONE : ToolChoice.AUTO,
                request.streaming(),
                request.traceparent());
        return new ToolRound(following, ownTools, roundsLeft - 1, usage());
    }

    private Usage usage() {
        return before.plus(last().usage());
    }

    private Completed last() {
        if (end == null) {
            throw new IllegalStateException("the model call has not ended");
        }
        return end;
    }
}
