package de.lopezitwelt.runtime.prompt;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Texts of files within a prompt message. Each stands between two lines that name the file by an id which the author of
 * the text could not know, so that nothing in it can pretend to end it.
 *
 * @param id of the file
 * @param name as it was uploaded; hostile
 * @param text hostile
 * @param truncated whether the file goes on behind the text
 */
public record AttachedText(String id, String name, String mediaType, String text, boolean truncated) {
    private static final int LONGEST_NAME = 255;
    private static final Pattern HEAD = Pattern.compile(
            "<attachment id=\"([0-9a-z-]{1,40})\" name=\"([^\"\\n]*)\" type=\"([^\"\\n]*)\"( truncated)?>\\n");
    private static final Pattern FOOT = Pattern.compile("\\n</attachment ([0-9a-z-]{1,40})>");

    /** What a user said, and the files they gave to read. */
    public record Parts(String said, List<AttachedText> files) {}

    /** The content of a prompt message: the user's text, then each file. */
    public static String append(String said, List<AttachedText> files) {
        StringBuilder content = new StringBuilder(said);
        for (AttachedText file : files) {
            if (!content.isEmpty()) {
                content.append("\n\n");
            }
            content.append("<attachment id=\"")
                    .append(file.id)
                    .append("\" name=\"")
                    .append(escaped(file.name))
                    .append("\" type=\"")
                    .append(escaped(file.mediaType))
                    .append(file.truncated ? "\" truncated>\n" : "\">\n")
                    .append(file.text)
                    .append("\n</attachment ")
                    .append(file.id)
                    .append('>');
        }
        return content.toString();
    }

    /** The way back, for models that act on texts by rules. Names stay escaped. Reads a hostile text no more than twice. */
    public static Parts split(String content) {
        Map<String, Deque<MatchResult>> feet = FOOT.matcher(content)
                .results()
                .collect(Collectors.groupingBy(foot -> foot.group(1), Collectors.toCollection(ArrayDeque::new)));
        List<AttachedText> files = new ArrayList<>();
        StringBuilder said = new StringBuilder();
        Matcher head = HEAD.matcher(content);
        int end = 0;
        for (int from = 0; head.find(from); from = Math.max(end, head.end())) {
            MatchResult foot = next(feet.get(head.group(1)), head.end());
            if (foot != null) {
                said.append(content, end, withoutLinesBefore(content, end, head.start()));
                end = foot.end();
                files.add(new AttachedText(
                        head.group(1),
                        head.group(2),
                        head.group(3),
                        content.substring(head.end(), foot.start()),
                        head.group(4) != null));
            }
        }
        return new Parts(said.append(content, end, content.length()).toString(), files);
    }

    private static @Nullable MatchResult next(@Nullable Deque<MatchResult> feet, int from) {
        while (feet != null && !feet.isEmpty() && feet.peekFirst().start() < from) {
            feet.removeFirst();
        }
        return feet == null ? null : feet.peekFirst();
    }

    private static int withoutLinesBefore(String content, int from, int to) {
        int end = to;
        while (end > from && content.charAt(end - 1) == '\n') {
            end--;
        }
        return end;
    }

    private static String escaped(String value) {
        StringBuilder text = new StringBuilder(value.length());
        value.codePoints().limit(LONGEST_NAME).forEach(c -> {
            switch (c) {
                case '"', '\'', '<', '>', '&' -> text.append('_');
                default -> text.appendCodePoint(Character.isISOControl(c) || isFormat(c) ? '_' : c);
            }
        });
        return text.toString();
    }

    /** Line separators and what changes the direction of writing, but no joiners, which are parts of words. */
    private static boolean isFormat(int c) {
        if (c == '\u200c' || c == '\u200d') {
            return false;
        }
        int type = Character.getType(c);
        return type == Character.FORMAT || type == Character.LINE_SEPARATOR || type == Character.PARAGRAPH_SEPARATOR;
    }
}
