package de.lopezitwelt.runtime.offline;

import de.lopezitwelt.runtime.prompt.TokenCounter;
import java.util.ArrayList;
import java.util.List;

/**
 * A text in the pieces in which it is streamed: words with the space behind them.
 *
 * @param tokens what the pieces count together
 * @param cut whether the limit ended the text early
 */
record Chunks(List<String> texts, int tokens, boolean cut) {

    static Chunks of(String text, int maxTokens) {
        List<String> chunks = new ArrayList<>();
        int tokens = 0;
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf(' ', start) + 1;
            String chunk = text.substring(start, end == 0 ? text.length() : end);
            int cost = Math.max(1, TokenCounter.estimate(chunk));
            if (tokens + cost > maxTokens) {
                return new Chunks(chunks, tokens, true);
            }
            tokens += cost;
            chunks.add(chunk);
            start += chunk.length();
        }
        return new Chunks(chunks, tokens, false);
    }
}
