package de.lopezitwelt.runtime.openai;

import de.lopezitwelt.runtime.model.FinishReason;
import de.lopezitwelt.runtime.model.ModelFailure;
import de.lopezitwelt.runtime.model.ModelFailure.Kind;
import de.lopezitwelt.runtime.model.ToolCall;
import de.lopezitwelt.runtime.model.Usage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a provider has said so far: text not yet handed on, tool calls in the making, usage, the reason of the end. */
final class ReplyAssembly {

    /** A reply that grows beyond this is ended with {@code length}. */
    static final int MAX_REPLY_BYTES = 1024 * 1024;
    /** What one event may add before anybody looks; beyond it is no reply. */
    private static final int MAX_BYTES_BEFORE_THE_END = 2 * MAX_REPLY_BYTES;

    private static final int MAX_TOOL_CALLS = 128;

    private final StringBuilder text = new StringBuilder();
    private final List<ToolCallParts> calls = new ArrayList<>();
    private int textChunks;
    private int bytes;
    private boolean choiceSeen;

    @Nullable
    private FinishReason finishReason;

    @Nullable
    private ModelFailure error;

    private int promptTokens = -1;
    private int completionTokens = -1;

    private static final class ToolCallParts {
        private String id = "";
        private final StringBuilder name = new StringBuilder();
        private final StringBuilder arguments = new StringBuilder();
    }

    void choice() {
        choiceSeen = true;
    }

    void text(char[] chars, int from, int length) {
        if (length == 0) {
            return;
        }
        grow(chars, from, length);
        text.append(chars, from, length);
        textChunks++;
    }

    void toolCall(int index, @Nullable String id, @Nullable String name, @Nullable String arguments) {
        int at = index < 0 ? Math.max(0, calls.size() - (id == null ? 1 : 0)) : index;
        if (at >= MAX_TOOL_CALLS || at > calls.size()) {
            throw ModelFailure.of(Kind.INVALID_RESPONSE);
        }
        if (at == calls.size()) {
            calls.add(new ToolCallParts());
        }
        ToolCallParts parts = calls.get(at);
        if (id != null && !id.isEmpty()) {
            parts.id = id;
        }
        append(parts.name, name);
        append(parts.arguments, arguments);
    }

    private void append(StringBuilder part, @Nullable String more) {
        if (more != null) {
            grow(more.toCharArray(), 0, more.length());
            part.append(more);
        }
    }

    private void grow(char[] chars, int from, int length) {
        int added = 0;
        for (int i = from; i < from + length; i++) {
            char c = chars[i];
            added += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        bytes += added;
        if (bytes > MAX_BYTES_BEFORE_THE_END) {
            throw ModelFailure.of(Kind.REPLY_TOO_LARGE);
        }
    }

    void finish(String reason) {
        finishReason = FinishReason.fromWire(reason);
    }

    void usage(int prompt, int completion) {
        promptTokens = prompt;
        completionTokens = completion;
    }

    void error(ModelFailure failure) {
        error = failure;
    }

    /** Takes the text since the last time. Half a surrogate pair stays until its other half has come. */
    String takeText(boolean ended) {
        int length = text.length();
        if (length > 0 && !ended && Character.isHighSurrogate(text.charAt(length - 1))) {
            length--;
        }
        if (length == 0) {
            return "";
        }
        String taken = text.substring(0, length);
        text.delete(0, length);
        return taken;
    }

    boolean hasText() {
        return !text.isEmpty();
    }

    boolean started() {
        return bytes > 0;
    }

    /** UTF-8 bytes of text and calls so far. */
    int bytes() {
        return bytes;
    }

    boolean finished() {
        return finishReason != null;
    }

    boolean choiceSeen() {
        return choiceSeen;
    }

    @Nullable
    ModelFailure error() {
        return error;
    }

    FinishReason finishReason() {
        if (finishReason == null) {
            return FinishReason.STOP;
        }
        return finishReason == FinishReason.STOP && !calls.isEmpty() ? FinishReason.TOOL_CALLS : finishReason;
    }

    /**
     * @throws ModelFailure of kind INVALID_RESPONSE for a call without a name
     */
    List<ToolCall> toolCalls() {
        List<ToolCall> complete = new ArrayList<>(calls.size());
        for (ToolCallParts parts : calls) {
            if (parts.name.isEmpty()) {
                throw ModelFailure.of(Kind.INVALID_RESPONSE);
            }
            String id = parts.id.isEmpty() ? "call_" + complete.size() : parts.id;
            complete.add(new ToolCall(id, parts.name.toString(), parts.arguments.toString()));
        }
        return complete;
    }

    /** As reported; where the provider reports none, our count of the prompt and a token a chunk or four bytes. */
    Usage usage(int promptEstimate) {
        if (promptTokens >= 0 && completionTokens >= 0) {
            return new Usage(promptTokens, completionTokens, false);
        }
        return new Usage(promptEstimate, Math.max(textChunks, (bytes + 3) / 4), true);
    }
}
