package de.lopezitwelt.runtime.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import de.lopezitwelt.runtime.wire.ThinkTags;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds JSON in what a model says: alone, in a code block, or within prose, behind a byte order mark or what was thought. A few
 * places are tried, and each character is looked at a few times only: an answer may be a megabyte of brackets.
 */
final class JsonFinder {

    private static final ObjectMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** What models write when they think of JavaScript: comments, single quotes, bare names, a last comma. */
    private static final ObjectMapper LOOSE = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
            .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .build();

    private static final String FENCE = "```";
    private static final int MOST_PLACES = 32;

    private final List<String> found = new ArrayList<>();

    private JsonFinder() {}

    /** Texts that are JSON, most likely first; empty when there is none. */
    static List<String> find(String answer) {
        JsonFinder finder = new JsonFinder();
        String said = stripped(new ThinkTags().read(stripped(answer), new StringBuilder(), true));
        if (!finder.take(said)) {
            String answered = ThinkTags.behindClosing(said);
            finder.amid(answered);
            if (finder.found.isEmpty() && !answered.equals(said)) {
                finder.amid(said);
            }
        }
        return finder.found;
    }

    private void amid(String text) {
        if (!take(text)) {
            fences(text);
            prose(text);
        }
    }

    /** Without blanks of all kinds around it, a byte order mark among them. */
    private static String stripped(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isBlank(text.charAt(from))) {
            from++;
        }
        while (to > from && isBlank(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || c == '\ufeff'
                || c == '\u200b'
                || c == '\u2060'
                || c == '\0';
    }

    private boolean take(String text) {
        String json = json(stripped(text));
        if (json != null) {
            found.add(json);
        }
        return json != null;
    }

    private static @Nullable String json(String text) {
        if (isOneValue(STRICT, text)) {
            return text;
        }
        boolean structured = text.startsWith("{") || text.startsWith("[");
        if (!structured) {
            return null;
        }
        try {
            JsonNode loose = LOOSE.readTree(text.replace('\u00a0', ' '));
            return loose.isMissingNode() ? null : loose.toString();
        } catch (JsonProcessingException none) {
            return null;
        }
    }

    private static boolean isOneValue(ObjectMapper mapper, String text) {
        try {
            return !mapper.readTree(text).isMissingNode();
        } catch (JsonProcessingException none) {
            return false;
        }
    }

    /** Blocks between fences, whatever language they name. */
    private void fences(String text) {
        int open = text.indexOf(FENCE);
        for (int places = 0; open >= 0 && places < MOST_PLACES; places++) {
            int from = open + FENCE.length();
            int close = text.indexOf(FENCE, from);
            String block = text.substring(from, close < 0 ? text.length() : close);
            int value = 0;
            while (value < block.length() && isNameOfALanguage(block.charAt(value))) {
                value++;
            }
            if (!take(block.substring(value))) {
                take(block);
            }
            open = close < 0 ? -1 : text.indexOf(FENCE, close + FENCE.length());
        }
    }

    private static boolean isNameOfALanguage(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '+' || c == '-' || c == '_';
    }

    /** Objects and arrays within words. */
    private void prose(String text) {
        int at = 0;
        for (int places = 0; at < text.length() && places < MOST_PLACES; places++) {
            while (at < text.length() && text.charAt(at) != '{' && text.charAt(at) != '[') {
                at++;
            }
            int end = at < text.length() ? end(text, at) : -1;
            at = end > 0 && take(text.substring(at, end)) ? end : at + 1;
        }
    }

    /** Behind the bracket that closes the one at this place; -1 when none does. */
    private static int end(String text, int open) {
        int depth = 0;
        boolean inString = false;
        for (int i = open; i < text.length(); i++) {
            char c = text.charAt(i);
            if (inString) {
                if (c == '\\') {
                    i++;
                } else if (c == '"') {
                    inString = false;
                }
            } else if (c == '"') {
                inString = true;
            } else if (c == '{' || c == '[') {
                depth++;
            } else if ((c == '}' || c == ']') && --depth == 0) {
                return i + 1;
            }
        }
        return -1;
    }
}
