package de.lopezitwelt.runtime.check;

import com.networknt.schema.regex.RegularExpression;
import java.util.regex.Pattern;

/**
 * A pattern from an agent's schema, matched in a bounded number of steps: the author of a schema must not be able to
 * keep a thread busy for ever.
 */
final class BoundedExpression implements RegularExpression {

    private static final int MAX_STEPS = 2_000_000;

    private final Pattern pattern;

    BoundedExpression(String expression) {
        this.pattern = Pattern.compile(expression);
    }

    @Override
    public boolean matches(String value) {
        try {
            return pattern.matcher(new CountedText(value, new int[1], 0, value.length()))
                    .find();
        } catch (StackOverflowError tooDeep) {
            // the matcher calls itself for each round of a repeated group
            throw new SlowPattern();
        }
    }

    /** Counts how often the matcher looks at a character. */
    private record CountedText(String text, int[] steps, int from, int to) implements CharSequence {

        @Override
        public int length() {
            return to - from;
        }

        @Override
        public char charAt(int index) {
            if (++steps[0] > MAX_STEPS) {
                throw new SlowPattern();
            }
            return text.charAt(from + index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new CountedText(text, steps, from + start, from + end);
        }

        @Override
        public String toString() {
            return text.substring(from, to);
        }
    }
}
