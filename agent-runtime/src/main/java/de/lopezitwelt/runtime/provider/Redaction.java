package de.lopezitwelt.runtime.provider;

import de.lopezitwelt.runtime.outbound.ApiKey;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes a provider's reason fit to be shown: providers quote keys, addresses and accounts of the operator's in what they
 * say, and sometimes the whole request.
 */
final class Redaction {

    private static final int LONGEST = 300;
    private static final String HIDDEN = "[…]";

    /** How long a part of a key has to be for a word that holds it to be hidden. */
    private static final int TELLING_PART = 6;

    private static final Pattern PRIVATE = Pattern.compile(
            // addresses of every kind, accounts, and hosts of a private network
            "\\w+://\\S+|\\S+@\\S+\\.\\S+|\\b\\d{1,3}(?:\\.\\d{1,3}){3}(?::\\d+)?\\b|\\b[\\w-]+(?:\\.[\\w-]+)++:\\d+"
                    + "|\\blocalhost\\S*|\\S*::\\S*"
                    // keys, whole or in parts: by their beginnings, by stars, by what they look like
                    + "|(?i:\\bbearer\\s+\\S+)|\\S*\\b(?:sk|pk|gsk|key|org|proj|user|req|xai|hf|AIza)[-_]\\S+|\\S*\\*{2,}\\S*"
                    + "|\\b(?=[\\w-]*\\d)(?=[\\w-]*[A-Za-z])[\\w-]{20,}\\b");

    private Redaction() {}

    /** What may be shown of a text: at most 300 characters, on one line; empty when nothing is left. */
    static String of(String text, @Nullable ApiKey key) {
        String line = text.length() > 4 * LONGEST ? text.substring(0, 4 * LONGEST) : text;
        String plain = line.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        String hidden = PRIVATE.matcher(withoutKey(plain, key)).replaceAll(HIDDEN);
        return hidden.length() <= LONGEST ? hidden : hidden.substring(0, LONGEST) + " …";
    }

    private static String withoutKey(String text, @Nullable ApiKey key) {
        if (key == null) {
            return text;
        }
        StringBuilder shown = new StringBuilder();
        key.reveal(secret -> {
            for (String word : text.split(" ", -1)) {
                shown.append(shown.isEmpty() ? "" : " ").append(tells(word, secret) ? HIDDEN : word);
            }
        });
        return shown.toString();
    }

    private static boolean tells(String word, String secret) {
        if (secret.length() < TELLING_PART) {
            return !secret.isEmpty() && word.contains(secret);
        }
        for (int i = 0; i + TELLING_PART <= secret.length(); i++) {
            if (word.contains(secret.substring(i, i + TELLING_PART))) {
                return true;
            }
        }
        return false;
    }
}
