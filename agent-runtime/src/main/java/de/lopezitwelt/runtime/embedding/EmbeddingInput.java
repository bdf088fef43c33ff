package de.lopezitwelt.runtime.embedding;

import de.lopezitwelt.runtime.prompt.TokenCounter;
import java.util.List;

/** What becomes one vector. */
public sealed interface EmbeddingInput {

    /** Models put tokens of their own before and after a text. */
    int MARKS = 4;

    /** No tokenizer makes more tokens of it. */
    int upperBound();

    /** How many tokens it probably has. */
    int estimate();

    /** A text. */
    record Text(String text) implements EmbeddingInput {

        @Override
        public int upperBound() {
            return TokenCounter.upperBound(text) + MARKS;
        }

        @Override
        public int estimate() {
            return Math.max(1, TokenCounter.estimate(text));
        }
    }

    /** A text as tokens of the model's own vocabulary. */
    record Tokens(List<Integer> ids) implements EmbeddingInput {

        public Tokens {
            ids = List.copyOf(ids);
        }

        @Override
        public int upperBound() {
            return ids.size() + MARKS;
        }

        @Override
        public int estimate() {
            return ids.size();
        }
    }
}
