package de.lopezitwelt.runtime.offline;

import de.lopezitwelt.runtime.model.PromptMessage;
import de.lopezitwelt.runtime.model.Role;
import de.lopezitwelt.runtime.prompt.AttachedText;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Short rule-based replies; remembers the name a user gave, as far as the prompt reaches back. */
final class SmallTalk {

    private static final int MAX_QUOTE = 80;
    private static final Pattern NAME =
            pattern("\\b(?:my name is|i am called|ich hei\u00dfe|mein name ist)\\s+(\\p{L}[\\p{L}-]{0,40})");
    private static final Pattern ASKS_NAME =
            pattern("\\b(what is my name|what's my name|wie hei\u00dfe ich|wie ist mein name)\\b");
    private static final Pattern GREETING =
            pattern("\\b(hello|hi|hey|good (?:morning|evening|day)|hallo|moin|servus|guten (?:tag|morgen|abend))\\b");
    private static final Pattern THANKS = pattern("\\b(thanks|thank you|danke|vielen dank)\\b");
    private static final Pattern GOODBYE =
            pattern("\\b(bye|goodbye|see you|tsch\u00fcss?|auf wiedersehen|bis bald)\\b");
    private static final Pattern ASKS_WHO =
            pattern("\\b(who are you|what are you|what can you do|wer bist du|was bist du|was kannst du)\\b");

    private SmallTalk() {}

    static boolean greets(String text) {
        return GREETING.matcher(text).find();
    }

    static String answer(AttachedText.Parts question, Language language, List<PromptMessage> prompt) {
        String text = question.said();
        if (!question.files().isEmpty()) {
            return read(question.files(), language);
        }
        if (ASKS_NAME.matcher(text).find()) {
            return rememberedName(prompt, language);
        }
        Matcher name = NAME.matcher(text);
        if (name.find()) {
            return language.say(
                    "Freut mich, " + name.group(1) + "! Ich merke mir das.",
                    "Nice to meet you, " + name.group(1) + "! I will remember that.");
        }
        if (ASKS_WHO.matcher(text).find()) {
            return language.say(
                    "Ich bin das eingebaute Offline-Modell von Lopez IT Welt: kein Sprachmodell, sondern einige Regeln."
                            + " Als Assistent kann ich rechnen und die Uhrzeit nennen.",
                    "I am the built-in offline model of Lopez IT Welt: no language model, just a few rules."
                            + " As an assistant I can calculate and tell the time.");
        }
        if (GREETING.matcher(text).find()) {
            return language.say("Hallo! Wie kann ich helfen?", "Hello! How can I help?");
        }
        if (THANKS.matcher(text).find()) {
            return language.say("Gern geschehen!", "You are welcome!");
        }
        if (GOODBYE.matcher(text).find()) {
            return language.say("Auf Wiedersehen!", "Goodbye!");
        }
        return acknowledgement(text, language);
    }

    private static String rememberedName(List<PromptMessage> prompt, Language language) {
        for (PromptMessage turn : prompt.reversed()) {
            Matcher name = NAME.matcher(turn.content());
            if (turn.role() == Role.USER && name.find()) {
                return language.say("Du hei\u00dft " + name.group(1) + ".", "Your name is " + name.group(1) + ".");
            }
        }
        return language.say("Das hast du mir noch nicht gesagt.", "You have not told me yet.");
    }

    private static String read(List<AttachedText> files, Language language) {
        StringBuilder text = new StringBuilder(language.say("Ich habe gelesen:", "I have read:"));
        for (AttachedText file : files) {
            int words = TextStatistics.of(file.text()).words();
            text.append("\n- ")
                    .append(file.name())
                    .append(language.say(
                            words == 1 ? ", 1 Wort: \u201e" : ", " + words + " W\u00f6rter: \u201e",
                            words == 1 ? ", 1 word: \u201c" : ", " + words + " words: \u201c"))
                    .append(quote(file.text()))
                    .append(language.say("\u201c", "\u201d"));
        }
        return text.append(language.say(
                        "\nAls Offline-Modell kann ich dazu nichts Eigenes sagen.",
                        "\nBeing the offline model, I have nothing of my own to say about it."))
                .toString();
    }

    private static String quote(String text) {
        String quote = text.strip().replaceAll("\\s+", " ");
        if (quote.length() > MAX_QUOTE) {
            int end = Character.isHighSurrogate(quote.charAt(MAX_QUOTE - 1)) ? MAX_QUOTE - 1 : MAX_QUOTE;
            quote = quote.substring(0, end) + "\u2026";
        }
        return quote;
    }

    private static String acknowledgement(String text, Language language) {
        int words = TextStatistics.of(text).words();
        String quote = quote(text);
        return language.say(
                "Ich habe " + words + (words == 1 ? " Wort" : " W\u00f6rter") + " gelesen: \u201e" + quote
                        + "\u201c. Als Offline-Modell kann ich dazu nichts Eigenes sagen.",
                "I have read " + words + (words == 1 ? " word" : " words") + ": \u201c" + quote
                        + "\u201d. Being the offline model, I have nothing of my own to say about it.");
    }

    private static Pattern pattern(String expression) {
        return Pattern.compile(
                expression, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);
    }
}
