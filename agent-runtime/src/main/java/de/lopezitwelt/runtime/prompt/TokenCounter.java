package de.lopezitwelt.runtime.prompt;

import de.lopezitwelt.runtime.model.Image;
import de.lopezitwelt.runtime.model.PromptMessage;
import de.lopezitwelt.runtime.model.Reasoning;
import de.lopezitwelt.runtime.model.ToolCall;
import java.util.List;

/**
 * Counts tokens without any model's vocabulary.
 *
 * <p>The <em>upper bound</em> is the number of UTF-8 bytes: tokenizers in use work on bytes or fall back to them, so no
 * token is shorter than one. The <em>estimate</em> is what texts usually count, see {@link TokenEstimate}.
 */
public final class TokenCounter {

    /** Role markers and separators around a message; the common templates need 3 to 7. */
    public static final int TURN_OVERHEAD = 8;

    /** What a template adds once, around the whole prompt. */
    public static final int PROMPT_OVERHEAD = 16;

    private TokenCounter() {}

    /** No tokenizer counts more than this. */
    public static int upperBound(CharSequence text) {
        int bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                bytes++;
            } else if (c < 0x800 || Character.isSurrogate(c)) {
                bytes += 2;
            } else {
                bytes += 3;
            }
        }
        return bytes;
    }

    /** What the text probably counts. */
    public static int estimate(CharSequence text) {
        TokenEstimate estimate = new TokenEstimate();
        estimate.add(text);
        return estimate.tokens();
    }

    /** The most tokens that any tokenizer and common template counts for one message of a prompt. */
    public static int upperBound(PromptMessage turn) {
        int tokens = TURN_OVERHEAD + upperBound(turn.content()) + images(turn) + reasoning(turn);
        for (ToolCall call : turn.toolCalls()) {
            tokens += TURN_OVERHEAD + upperBound(call.name()) + upperBound(call.arguments());
        }
        return tokens;
    }

    /** The estimated tokens of one message of a prompt. */
    public static int estimate(PromptMessage turn) {
        int tokens = TURN_OVERHEAD / 2 + estimate(turn.content()) + images(turn) + reasoning(turn) / 4;
        for (ToolCall call : turn.toolCalls()) {
            tokens += TURN_OVERHEAD + estimate(call.name()) + estimate(call.arguments());
        }
        return tokens;
    }

    /** Bytes of what was thought and goes back to the model. */
    private static int reasoning(PromptMessage turn) {
        Reasoning reasoning = turn.reasoning();
        if (reasoning == null || turn.toolCalls().isEmpty()) {
            return 0;
        }
        return upperBound(reasoning.text()) + (reasoning.details() == null ? 0 : upperBound(reasoning.details()));
    }

    private static int images(PromptMessage turn) {
        int tokens = 0;
        for (Image image : turn.images()) {
            tokens += image.tokens();
        }
        return tokens;
    }

    /** The bound of a whole prompt. */
    public static int upperBound(List<PromptMessage> prompt) {
        int tokens = PROMPT_OVERHEAD;
        for (PromptMessage turn : prompt) {
            tokens += upperBound(turn);
        }
        return tokens;
    }

    /** The estimate of a whole prompt. */
    public static int estimate(List<PromptMessage> prompt) {
        int tokens = PROMPT_OVERHEAD / 4;
        for (PromptMessage turn : prompt) {
            tokens += estimate(turn);
        }
        return tokens;
    }
}
