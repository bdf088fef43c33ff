package de.lopezitwelt.runtime.toolbox;

import de.lopezitwelt.runtime.call.ModelRequest;
import de.lopezitwelt.runtime.model.FinishReason;
import de.lopezitwelt.runtime.model.PromptMessage;
import de.lopezitwelt.runtime.model.Reasoning;
import de.lopezitwelt.runtime.model.ReplyEvent;
import de.lopezitwelt.runtime.model.ReplyEvent.Completed;
import de.lopezitwelt.runtime.model.ReplyEvent.Held;
import de.lopezitwelt.runtime.model.ReplyEvent.ImagesLeftOut;
import de.lopezitwelt.runtime.model.ReplyEvent.ModelAnswered;
import de.lopezitwelt.runtime.model.ReplyEvent.ModelAsked;
import de.lopezitwelt.runtime.model.ReplyEvent.ModelRefused;
import de.lopezitwelt.runtime.model.ReplyEvent.Reasoned;
import de.lopezitwelt.runtime.model.ReplyEvent.ReasoningDelta;
import de.lopezitwelt.runtime.model.ReplyEvent.Summarised;
import de.lopezitwelt.runtime.model.ReplyEvent.TextDelta;
import de.lopezitwelt.runtime.model.ReplyEvent.ToolCallAnswered;
import de.lopezitwelt.runtime.model.ReplyEvent.ToolCallPiece;
import de.lopezitwelt.runtime.model.ReplyEvent.ToolCallRequested;
import de.lopezitwelt.runtime.model.ToolCall;
import de.lopezitwelt.runtime.model.ToolChoice;
import de.lopezitwelt.runtime.model.Usage;
import de.lopezitwelt.runtime.prompt.TokenCounter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One model call of a reply with tools: its text, its tool calls and their results. Used by one subscription only. */
final class ToolRound {

    /** Replaces a tool call that is not executed, so that the caller does not see it. */
    static final ReplyEvent HELD_BACK = new TextDelta("held back");

    /** Tells the model what became of calls that were not made. */
    private static final String UNMADE = "\n[%d more calls were not made: %d are made at a time. Ask for them again]";

    private final ModelRequest request;
    private final ToolLimits limits;
    private final long startNanos;
    private final int roundsLeft;
    private final Usage before;

    private final StringBuilder text = new StringBuilder();
    private final List<ToolCall> calls = new ArrayList<>();
    private final List<PromptMessage> answers = new ArrayList<>();

    @Nullable
    private Completed end;

    private @Nullable Reasoning reasoning;

    private boolean continues;

    /** Calls beyond the limit of a round. */
    private int unmade;

    ToolRound(ModelRequest request, ToolLimits limits, long startNanos) {
        this(request, limits, startNanos, limits.rounds(), Usage.NONE);
    }

    private ToolRound(ModelRequest request, ToolLimits limits, long startNanos, int roundsLeft, Usage before) {
        this.request = request;
        this.limits = limits;
        this.startNanos = startNanos;
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
                // Calls after the last round or beyond the limit are not executed, so they are not shown.
                if (roundsLeft == 0 || calls.size() == ToolRounds.MAX_CALLS_PER_ROUND) {
                    unmade++;
                    yield HELD_BACK;
                }
                calls.add(requested.call());
                yield event;
            }
            case Reasoned thought -> {
                reasoning = thought.reasoning();
                yield event;
            }
            case ReasoningDelta delta -> event;
            case ImagesLeftOut images -> event;
            // the agent's own tools are called with whole arguments
            case ToolCallPiece piece -> HELD_BACK;
            case ModelAsked asked -> event;
            case ModelRefused refused -> event;
            case ModelAnswered answered -> event;
            case ToolCallAnswered answered -> event;
            case Held held -> event;
            case Summarised summarised -> event;
            case Completed completed -> {
                end = completed;
                continues = !calls.isEmpty();
                boolean unanswered = !continues && completed.finishReason() == FinishReason.TOOL_CALLS;
                yield continues
                        ? new ModelAnswered(completed.usage())
                        : completed(unanswered ? FinishReason.LENGTH : completed.finishReason());
            }
        };
    }

    ReplyEvent answered(ToolCallAnswered answer) {
        boolean last = answers.size() + 1 == calls.size();
        String note = last && unmade > 0 ? UNMADE.formatted(unmade, ToolRounds.MAX_CALLS_PER_ROUND) : "";
        answers.add(PromptMessage.tool(answer.callId(), answer.result() + note));
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
        return new Completed(
                reason,
                usage(),
                last.model(),
                last.provider(),
                last.offline(),
                reason == last.finishReason() ? last.stopSequence() : null);
    }

    /** Output tokens that the following round may use. */
    int outputLeft() {
        return request.maxOutputTokens();
    }

    ToolRound next(long nowNanos) {
        List<PromptMessage> more = new ArrayList<>();
        more.add(PromptMessage.assistant(text.toString(), calls, reasoning));
        more.addAll(answers);
        int left = limits.spent(nowNanos - startNanos, usage()) ? 0 : roundsLeft - 1;
        ModelRequest following = request.continued(
                more,
                TokenCounter.estimate(more),
                Math.max(0, request.maxOutputTokens() - last().usage().completionTokens()),
                left == 0 ? ToolChoice.NONE : ToolChoice.AUTO);
        return new ToolRound(following, limits, startNanos, left, usage());
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
