package de.lopezitwelt.runtime.check;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a translation takes over as it is: code, placeholders and addresses; and the Markdown around the words. */
public final class Untouched {

    /**
     * Code blocks and spans, placeholders, addresses, targets of links, tags. The targets are bounded: each of many that
     * nobody closes would be looked for to the end of its line.
     */
    public static final String EXPRESSION =
            "```[\\s\\S]*?```|`[^`\\n]*`|\\{\\{?[^{}\\n]*\\}\\}?|%\\d*\\$?[sdf]|https?://[^\\s)>\\]]+|\\]\\([^)\\n]{0,2000}\\)|<[^<>\\n]*>";

    private static final Pattern FRAGMENT = Pattern.compile(EXPRESSION);
    private static final Pattern BLOCK = Pattern.compile("(?m)^[ \\t]*(#{1,6} |[-*+] |\\d+[.)] |> )");

    private Untouched() {}

    /** In the order of the text. */
    static List<String> fragments(String text) {
        List<String> fragments = new ArrayList<>();
        Matcher matcher = FRAGMENT.matcher(text);
        while (matcher.find()) {
            fragments.add(matcher.group());
        }
        return fragments;
    }

    /** Headings with their level, list items and quotes, in the order of the text. */
    static List<String> blocks(String text) {
        List<String> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(without(text, "").strip());
        while (matcher.find()) {
            String marker = matcher.group(1).strip();
            blocks.add(marker.startsWith("#") || marker.equals(">") ? marker : "list item");
        }
        return blocks;
    }

    /** The text without its fragments, so that no word is looked for in them. */
    static String without(String text, String instead) {
        return FRAGMENT.matcher(text).replaceAll(Matcher.quoteReplacement(instead));
    }
}
