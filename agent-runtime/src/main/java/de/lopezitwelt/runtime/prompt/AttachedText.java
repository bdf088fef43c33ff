package de.lopezitwelt.runtime.prompt;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts of files within a turn. Each stands between two lines that name the file by an id which whoever wrote the text could not
 * know, so that nothing in it can pretend to end it.
 *
 * @param id of the file
 * @param name as it was uploaded; hostile
 * @param text hostile
 * @param truncated whether the file goes on behind the text
 */
public record AttachedText(String id, String name, String mediaType, String text, boolean truncated) {
    private static final int LONGEST_NAME = 255;
    private static final Pattern BLOCK = Pattern.compile(
            "\\n*<attachment id=\"([0-9a-z-]{1,40})\" name=\"([^\"]*)\" type=\"([^\"]*)\"( truncated)?>\\n(.*?)\\n</attachment \\1>",
            Pattern.DOTALL);

    /** What a user said, and the files he gave to read. */
    public record Parts(String said, List<AttachedText> files) {}

    /** A turn's content: what was said, then each file. */
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

    /** The way back, for models that act on texts by rules. Names stay escaped. */
    public static Parts split(String content) {
        Matcher blocks = BLOCK.matcher(content);
        List<AttachedText> files = new ArrayList<>();
        StringBuilder said = new StringBuilder();
        int end = 0;
        while (blocks.find()) {
            said.append(content, end, blocks.start());
            end = blocks.end();
            files.add(new AttachedText(
                    blocks.group(1), blocks.group(2), blocks.group(3), blocks.group(5), blocks.group(4) != null));
        }
        return new Parts(said.append(content, end, content.length()).toString(), files);
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

    /** Line separators and what changes the direction of writing. */
    private static boolean isFormat(int c) {
        int type = Character.getType(c);
        return type == Character.FORMAT || type == Character.LINE_SEPARATOR || type == Character.PARAGRAPH_SEPARATOR;
    }
}
