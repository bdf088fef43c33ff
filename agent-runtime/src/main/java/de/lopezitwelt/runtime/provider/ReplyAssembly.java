package de.lopezitwelt.runtime.provider;

import de.lopezitwelt.runtime.model.FinishReason;
import de.lopezitwelt.runtime.model.ModelFailure;
import de.lopezitwelt.runtime.model.ModelFailure.Kind;
import de.lopezitwelt.runtime.model.Reasoning;
import de.lopezitwelt.runtime.model.ReplyEvent;
import de.lopezitwelt.runtime.model.ReplyEvent.ReasoningDelta;
import de.lopezitwelt.runtime.model.ReplyEvent.TextDelta;
import de.lopezitwelt.runtime.model.ToolCall;
import de.lopezitwelt.runtime.model.Usage;
import de.lopezitwelt.runtime.prompt.TokenCounter;
import de.lopezitwelt.runtime.prompt.TokenEstimate;
import de.lopezitwelt.runtime.wire.JsonReader;
import de.lopezitwelt.runtime.wire.ReasoningFragments;
import de.lopezitwelt.runtime.wire.TextBuffer;
import de.lopezitwelt.runtime.wire.ThinkTags;
import de.lopezitwelt.runtime.wire.ToolCallFragments;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The reply of one attempt as received so far: text that was not emitted yet, incomplete tool calls, usage and the
 * finish reason. The protocol's reader adds to it, and the call takes events from it. Used by one thread at a time.
 */
public final class ReplyAssembly {

    /** A longer reply is cut off with the finish reason {@code length}. */
    static final int MAX_REPLY_BYTES = 1024 * 1024;
    /** Upper limit even within one event, because the size is checked only between events. Beyond it the call fails. */
    private static final int MAX_BYTES_BEFORE_THE_END = 2 * MAX_REPLY_BYTES;
    /** Characters. */
    private static final int LONGEST_STOP_SEQUENCE = 1_000;

    private final TextBuffer text = new TextBuffer();
    private final ThinkTags tags = new ThinkTags();
    private final ReasoningFragments reasoning = new ReasoningFragments();
    private final TokenEstimate said = new TokenEstimate();
    private final TokenEstimate thought = new TokenEstimate();
    private final ToolCallFragments calls = new ToolCallFragments();
    private final ReportedUsage usage = new ReportedUsage();
    private String visible = "";
    private int bytes;
    private boolean begun;
    private boolean ended;
    private boolean refused;
    private boolean callsShown = true;

    private @Nullable FinishReason finishReason;
    private @Nullable String stopSequence;
    private @Nullable ModelFailure failure;
    private String reason = "";

    /** The answer has begun, even if it has no text yet. */
    public void begin() {
        begun = true;
    }

    /**
     * Appends the string at the reader's position.
     *
     * @return whether there was any text
     * @throws ModelFailure of kind REPLY_TOO_LARGE
     */
    public boolean text(JsonReader json) {
        int added = json.appendTo(text);
        grow(added);
        return added > 0;
    }

    /** Like the method above, for text that has been read already. */
    public void text(CharSequence more) {
        text.append(more);
        grow(TokenCounter.upperBound(more));
    }

    /**
     * Adds reasoning. Reasoning between tags in earlier text is placed before it, even if that text has not been
     * emitted.
     *
     * @param form the field or block that contains it, see {@link Reasoning}
     * @param whole whether it is all reasoning so far and not only the new part
     * @throws ModelFailure of kind REPLY_TOO_LARGE
     */
    public void thought(String form, JsonReader json, boolean whole) {
        readText(false);
        thought(reasoning.add(form, json, whole));
    }

    /** Like the method above, for text that has been read already. */
    public void thought(String form, String more, boolean whole) {
        readText(false);
        thought(reasoning.add(form, more, whole));
    }

    private void thought(String more) {
        thought.add(more);
        grow(TokenCounter.upperBound(more));
    }

    /** Collects reasoning data that must be sent back. The caller must count its bytes with {@link #grow}. */
    public ReasoningFragments reasoning() {
        return reasoning;
    }

    /** The model refuses to answer: its text is the refusal. */
    public void refuse() {
        refused = true;
    }

    /** Like the method below, without extra fields to send back. */
    public void toolCall(
            int index, @Nullable String id, @Nullable String name, @Nullable String arguments, boolean whole) {
        toolCall(index, id, name, arguments, whole, null);
    }

    /**
     * Adds a piece of a tool call.
     *
     * @param extra further fields that must be sent back, as a JSON object
     * @param index the provider's number of the call; -1 when it gives none
     * @param whole whether these are all arguments of the call and not a piece of them
     * @throws ModelFailure of kind INVALID_RESPONSE or REPLY_TOO_LARGE
     */
    public void toolCall(
            int index,
            @Nullable String id,
            @Nullable String name,
            @Nullable String arguments,
            boolean whole,
            @Nullable String extra) {
        grow(sizeOf(id) + sizeOf(name) + sizeOf(arguments) + sizeOf(extra));
        calls.add(index, id, name, arguments, whole, extra);
    }

    private static int sizeOf(@Nullable String part) {
        return part == null ? 0 : TokenCounter.upperBound(part);
    }

    /**
     * Adds to the size of the reply.
     *
     * @throws ModelFailure of kind REPLY_TOO_LARGE
     */
    public void grow(int added) {
        bytes += added;
        if (bytes > MAX_BYTES_BEFORE_THE_END) {
            throw ModelFailure.of(Kind.REPLY_TOO_LARGE);
        }
    }

    /** Sets why the reply ended. More may follow, such as its usage. */
    void finish(FinishReason reason) {
        finishReason = reason;
    }

    /**
     * Sets why the reply ended. More may follow, such as its usage.
     *
     * @param word the provider's finish reason; a blank one is ignored, and an unknown one means {@code stop}
     */
    public void finish(String word) {
        String known = word.strip().toLowerCase(Locale.ROOT);
        switch (known) {
            case "", "null", "none" -> {}
            case "length", "max_tokens", "max_output_tokens", "max_completion_tokens", "model_length" ->
                finish(FinishReason.LENGTH);
            case "model_context_window_exceeded", "context_length", "max_length", "pause_turn", "error_limit" ->
                finish(FinishReason.LENGTH);
            case "tool_calls", "tool_call", "tool_use", "function_call" -> finish(FinishReason.TOOL_CALLS);
            case "content_filter", "content_filtered", "refusal", "safety", "recitation", "sensitive" ->
                finish(FinishReason.CONTENT_FILTER);
            case "blocklist", "prohibited_content", "spii", "image_safety", "guardrail_intervened", "error_toxic" ->
                finish(FinishReason.CONTENT_FILTER);
            case "insufficient_system_resource", "abort", "aborted", "cancelled", "canceled", "timeout", "overloaded" ->
                fail(ModelFailure.of(Kind.UNAVAILABLE));
            default -> {
                // Gemini joins words: function_call_filter: MALFORMED_FUNCTION_CALL
                if (known.contains("malformed")) {
                    fail(ModelFailure.of(Kind.INVALID_RESPONSE));
                } else if (known.contains("error") || known.contains("fail")) {
                    fail(ModelFailure.of(Kind.UNAVAILABLE));
                } else if (known.contains("filter")) {
                    finish(FinishReason.CONTENT_FILTER);
                } else {
                    finish(FinishReason.STOP);
                }
            }
        }
    }

    /** The provider has ended the stream. Ignored when no answer has begun. */
    public void end() {
        ended = begun;
    }

    /** The provider reports that the reply failed. The first failure is kept. */
    public void fail(ModelFailure reason) {
        failure = failure == null ? reason : failure;
    }

    /** Like the method above, with what the provider says of it. */
    public void fail(ProviderError said) {
        if (failure == null) {
            failure = said.failure();
            reason = said.reason();
        }
    }

    /** Collects the token counts that the provider reports. */
    public ReportedUsage usage() {
        return usage;
    }

    /**
     * Takes the reasoning, text or piece of a tool call that is new since the last call; null when nothing is ready. Half a surrogate pair is
     * held back until its other half arrives, and a possible beginning of a tag until it is known to be text.
     *
     * @param complete whether nothing follows, so that nothing is held back
     */
    @Nullable
    ReplyEvent next(boolean complete) {
        readText(complete);
        if (reasoning.hasFresh()) {
            return new ReasoningDelta(reasoning.take());
        }
        if (visible.isEmpty()) {
            return callsShown ? calls.next(complete) : null;
        }
        String taken = visible;
        visible = "";
        said.add(taken);
        return new TextDelta(taken, refused);
    }

    /** Separates reasoning between tags from the visible text. */
    private void readText(boolean complete) {
        StringBuilder thoughts = new StringBuilder();
        String more = tags.read(text.take(complete), thoughts, complete);
        if (!thoughts.isEmpty()) {
            thought.add(reasoning.add(Reasoning.TAGS, thoughts.toString(), false));
        }
        visible = visible.isEmpty() ? more : visible + more;
    }

    /** Whether something has not been taken yet. */
    boolean hasMore() {
        return !text.isEmpty()
                || tags.holds()
                || !visible.isEmpty()
                || reasoning.hasFresh()
                || callsShown && calls.hasFresh();
    }

    /** The reply has failed: no more of its calls is emitted. */
    void withholdCalls() {
        callsShown = false;
    }

    /** Sets the stop sequence that ended the reply, where the provider names it. A very long one is not kept. */
    public void stoppedBy(@Nullable String sequence) {
        if (sequence != null && sequence.length() <= LONGEST_STOP_SEQUENCE) {
            stopSequence = sequence;
        }
    }

    /** The stop sequence that ended the reply; null when none did, or when the provider does not say so. */
    @Nullable
    String stopSequence() {
        return finishReason() == FinishReason.STOP ? stopSequence : null;
    }

    /** Whether any text, reasoning or tool call has arrived. */
    public boolean started() {
        return bytes > 0;
    }

    /** Size of the reply so far, in UTF-8 bytes: text, reasoning and tool calls. */
    public int bytes() {
        return bytes;
    }

    boolean begun() {
        return begun;
    }

    boolean finished() {
        return finishReason != null;
    }

    boolean ended() {
        return ended;
    }

    @Nullable
    ModelFailure failure() {
        return failure;
    }

    /** What the provider says of the failure, not fit to be shown; empty when it says nothing. */
    String reason() {
        return reason;
    }

    FinishReason finishReason() {
        if (finishReason == null || finishReason == FinishReason.STOP) {
            if (refused && calls.isEmpty()) {
                return FinishReason.REFUSAL;
            }
            return calls.isEmpty() ? FinishReason.STOP : FinishReason.TOOL_CALLS;
        }
        return finishReason;
    }

    /**
     * The calls, complete.
     *
     * @throws ModelFailure of kind INVALID_RESPONSE for a call without a name
     */
    List<ToolCall> toolCalls() {
        return calls.complete();
    }

    /** The reasoning before the answer and the tool calls; null when there is none. */
    @Nullable
    Reasoning thoughts() {
        return reasoning.complete();
    }

    /**
     * The usage as reported. Missing or impossible figures are estimated. Call it once, at the end.
     *
     * @param called the result of {@link #toolCalls}
     */
    Usage usage(int promptEstimate, List<ToolCall> called) {
        readText(true);
        said.add(visible);
        for (ToolCall call : called) {
            said.add(call.name());
            said.add(call.arguments());
        }
        return usage.orElse(promptEstimate, said.tokens(), thought.tokens());
    }
}
