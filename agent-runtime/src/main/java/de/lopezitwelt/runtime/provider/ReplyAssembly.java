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
 * What a provider has said so far in one attempt: text that was not handed on yet, tool calls in the making, usage, and how
 * it ended. A protocol fills it; the call empties it. Used by one thread at a time.
 */
public final class ReplyAssembly {

    /** A reply that grows beyond this is ended with {@code length}. */
    static final int MAX_REPLY_BYTES = 1024 * 1024;
    /** What one event may add before anybody looks; beyond it is no reply. */
    private static final int MAX_BYTES_BEFORE_THE_END = 2 * MAX_REPLY_BYTES;

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

    private @Nullable FinishReason finishReason;
    private @Nullable ModelFailure failure;

    /** The answer has begun, whether or not it says anything yet. */
    public void begin() {
        begun = true;
    }

    /**
     * Appends the string that the reader is at.
     *
     * @return whether there was any text
     * @throws ModelFailure of kind REPLY_TOO_LARGE
     */
    public boolean text(JsonReader json) {
        int added = json.appendTo(text);
        grow(added);
        return added > 0;
    }

    /** Appends text that has been read already; as above. */
    public void text(CharSequence more) {
        text.append(more);
        grow(TokenCounter.upperBound(more));
    }

    /**
     * Takes more of what the model thinks. What was thought between tags before comes first, whether or not the text that
     * holds it was taken already.
     *
     * @param form the field or block it comes in, see {@link Reasoning}
     * @param whole whether it is all that was thought so far
     * @throws ModelFailure of kind REPLY_TOO_LARGE
     */
    public void thought(String form, JsonReader json, boolean whole) {
        readText(false);
        thought(reasoning.add(form, json, whole));
    }

    /** As above, of what has been read already. */
    public void thought(String form, String more, boolean whole) {
        readText(false);
        thought(reasoning.add(form, more, whole));
    }

    private void thought(String more) {
        thought.add(more);
        grow(TokenCounter.upperBound(more));
    }

    /** Where to put what the provider wants back with a thought. What is put there counts by itself, see {@link #grow}. */
    public ReasoningFragments reasoning() {
        return reasoning;
    }

    /** The model says that it will not answer: what it says is no answer. */
    public void refuse() {
        refused = true;
    }

    /** As below, of a call that the provider wants nothing else back with. */
    public void toolCall(
            int index, @Nullable String id, @Nullable String name, @Nullable String arguments, boolean whole) {
        toolCall(index, id, name, arguments, whole, null);
    }

    /**
     * Takes a piece of a tool call.
     *
     * @param extra further fields that the provider wants back, as a JSON object
     * @param index as the provider numbers the call; -1 when it does not
     * @param whole whether the arguments are all of the call's, not a piece
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
     * Counts bytes that the reply holds.
     *
     * @throws ModelFailure of kind REPLY_TOO_LARGE
     */
    public void grow(int added) {
        bytes += added;
        if (bytes > MAX_BYTES_BEFORE_THE_END) {
            throw ModelFailure.of(Kind.REPLY_TOO_LARGE);
        }
    }

    /** Why the reply ended. More may follow, such as its usage. */
    void finish(FinishReason reason) {
        finishReason = reason;
    }

    /**
     * The provider says why the reply ended. More may follow, such as its usage.
     *
     * @param word the provider's own; blank words say nothing, and unknown ones are a plain end
     */
    public void finish(String word) {
        String known = word.strip().toLowerCase(Locale.ROOT);
        switch (known) {
            case "", "null", "none" -> {}
            case "length", "max_tokens", "max_output_tokens", "max_completion_tokens", "model_length" ->
                finish(FinishReason.LENGTH);
            case "model_context_window_exceeded", "context_length", "max_length" -> finish(FinishReason.LENGTH);
            case "tool_calls", "tool_call", "tool_use", "function_call" -> finish(FinishReason.TOOL_CALLS);
            case "content_filter", "content_filtered", "refusal", "safety", "recitation", "sensitive" ->
                finish(FinishReason.CONTENT_FILTER);
            case "blocklist", "prohibited_content", "spii", "image_safety", "guardrail_intervened" ->
                finish(FinishReason.CONTENT_FILTER);
            case "insufficient_system_resource", "abort", "aborted", "cancelled", "canceled", "timeout", "overloaded" ->
                fail(ModelFailure.of(Kind.UNAVAILABLE));
            case "malformed_function_call" -> fail(ModelFailure.of(Kind.INVALID_RESPONSE));
            default -> {
                if (known.contains("error") || known.contains("fail")) {
                    fail(ModelFailure.of(Kind.UNAVAILABLE));
                } else {
                    finish(FinishReason.STOP);
                }
            }
        }
    }

    /** The provider says that nothing follows. Before anything has begun that is no end of a reply. */
    public void end() {
        ended = begun;
    }

    /** The provider says that the reply failed. */
    public void fail(ModelFailure reason) {
        failure = failure == null ? reason : failure;
    }

    /** Where to put what the provider says it counted. */
    public ReportedUsage usage() {
        return usage;
    }

    /**
     * What was thought or said since the last time; null when nothing is ready. Half a surrogate pair stays until its other
     * half has come, and what may be the beginning of a tag until it is known to be text.
     *
     * @param complete whether no more follows
     */
    @Nullable
    ReplyEvent next(boolean complete) {
        readText(complete);
        if (reasoning.hasFresh()) {
            return new ReasoningDelta(reasoning.take());
        }
        if (visible.isEmpty()) {
            return null;
        }
        String taken = visible;
        visible = "";
        said.add(taken);
        return new TextDelta(taken);
    }

    /** Parts what was thought between tags from what is said. */
    private void readText(boolean complete) {
        StringBuilder thoughts = new StringBuilder();
        String more = tags.read(text.take(complete), thoughts, complete);
        if (!thoughts.isEmpty()) {
            thought.add(reasoning.add(Reasoning.TAGS, thoughts.toString(), false));
        }
        visible = visible.isEmpty() ? more : visible + more;
    }

    /** Whether something was not taken yet. */
    boolean hasMore() {
        return !text.isEmpty() || tags.holds() || !visible.isEmpty() || reasoning.hasFresh();
    }

    /** Whether anything was said. */
    public boolean started() {
        return bytes > 0;
    }

    /** UTF-8 bytes of text and calls so far. */
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

    FinishReason finishReason() {
        if (finishReason == null || finishReason == FinishReason.STOP) {
            if (refused && calls.isEmpty()) {
                return FinishReason.CONTENT_FILTER;
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

    /** What the model thought before its answer and its calls; null when nothing is known of it. */
    @Nullable
    Reasoning thoughts() {
        return reasoning.complete();
    }

    /**
     * As reported; what is missing or cannot be is estimated. Call it once, at the end.
     *
     * @param called what {@link #toolCalls} gave
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
