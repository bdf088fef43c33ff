package de.lopezitwelt.runtime.offline;

import de.lopezitwelt.runtime.prompt.TitlePrompt;
import java.util.regex.Pattern;

/** The user's first sentence that is more than a greeting: as much of naming a conversation as rules can do. */
final class Title {

    private static final Pattern SENTENCE = Pattern.compile("(?<=[.!?:;])\\s+|\\n+");
    private static final String ENDINGS = ".!?:;,";
    private static final int GREETING_WORDS = 2;

    private Title() {}

    static String of(String conversation) {
        int end = conversation.lastIndexOf(TitlePrompt.ASSISTANT);
        String said = conversation.substring(TitlePrompt.USER.length(), end < 0 ? conversation.length() : end);
        String first = "";
        for (String sentence : SENTENCE.split(said.strip())) {
            String words = withoutEnding(sentence.strip());
            if (words.isEmpty()) {
                continue;
            }
            if (words.split("\\s+").length > GREETING_WORDS || !SmallTalk.greets(words)) {
                return words;
            }
            first = first.isEmpty() ? words : first;
        }
        return first;
    }

    private static String withoutEnding(String sentence) {
        int end = sentence.length();
        while (end > 0
                && (Character.isWhitespace(sentence.charAt(end - 1)) || ENDINGS.indexOf(sentence.charAt(end - 1)) >= 0)) {
            end--;
        }
        return sentence.substring(0, end);
    }
}
