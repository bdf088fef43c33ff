package de.lopezitwelt.chat.transfer.exporting;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Writes the texts of people and models into Markdown (CommonMark 0.31) so that readers show them as they are. No text
 * can make a heading, a link, HTML or anything else of the document.
 */
final class MarkdownText {
    private static final String SHORTEST_FENCE = "```";
    private static final Pattern LINE_BREAK = Pattern.compile("\r\n?");
    private static final Pattern BACKTICKS = Pattern.compile("`+");
    /** Characters with a meaning within a line, in CommonMark or in common extensions of it. */
    private static final String SIGNS = "\\`*_[]<>&!#~|{}$^";

    private static final int FIRST_PICTURE = 0x2400;
    private static final int PICTURE_OF_DELETE = 0x2421;
    private static final int DELETE = 0x7F;
    private static final int UNKNOWN = 0xFFFD;
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private MarkdownText() {}

    /**
     * A title or a name within a line of ours: one line, without invisible characters and marks of direction. Empty when
     * nothing is left.
     */
    static String inline(String text) {
        StringBuilder line = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> {
            switch (Character.getType(point)) {
                case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> line.append(' ');
                case Character.SURROGATE -> line.appendCodePoint(UNKNOWN);
                case Character.FORMAT -> {
                    // characters that join letters or emoji are part of names
                    if (point == ZERO_WIDTH_NON_JOINER || point == ZERO_WIDTH_JOINER) {
                        line.appendCodePoint(point);
                    }
                }
                default -> {
                    if (SIGNS.indexOf(point) >= 0) {
                        line.append('\\');
                    }
                    line.appendCodePoint(point);
                }
            }
        });
        return line.toString().strip();
    }

    /**
     * A text of any length on lines of its own: a block of code, whose fence is longer than any in the text. Read back, it
     * is the same except that control characters become their visible symbols and all line breaks become the same.
     */
    static String block(String text) {
        String fence = fence(text);
        StringBuilder block = new StringBuilder(text.length() + 2 * fence.length() + 8);
        block.append(fence).append("text\n");
        LINE_BREAK
                .matcher(text)
                .replaceAll("\n")
                .codePoints()
                .map(MarkdownText::shown)
                .forEach(block::appendCodePoint);
        return block.append('\n').append(fence).append('\n').toString();
    }

    private static String fence(String text) {
        int longest = BACKTICKS
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .mapToInt(String::length)
                .max()
                .orElse(0);
        return "`".repeat(Math.max(SHORTEST_FENCE.length(), longest + 1));
    }

    /** The visible symbol of a control character: those may move the cursor of a terminal, and Markdown has no NUL. */
    private static int shown(int point) {
        if (point == '\n' || point == '\t' || !Character.isISOControl(point)) {
            return Character.getType(point) == Character.SURROGATE ? UNKNOWN : point;
        }
        if (point < ' ') {
            return FIRST_PICTURE + point;
        }
        return point == DELETE ? PICTURE_OF_DELETE : UNKNOWN;
    }
}
