package de.lopezitwelt.runtime.provider;

import de.lopezitwelt.platform.json.WellFormed;
import de.lopezitwelt.runtime.outbound.ApiKey;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Removes secrets from a provider's error text. Providers quote the operator's keys, addresses and accounts, and
 * sometimes the whole request.
 */
final class Redaction {

    private static final int LONGEST = 300;
    private static final String HIDDEN = "[…]";

    /** A word is hidden when it contains this many characters of the key in a row. */
    private static final int REVEALING_LENGTH = 6;

    private static final Pattern PRIVATE = Pattern.compile(
            // addresses of every kind, accounts, and hosts of a private network
            "\\w+://\\S+|\\S+@\\S+\\.\\S+|\\b\\d{1,3}(?:\\.\\d{1,3}){3}(?::\\d+)?\\b|\\b[\\w-]+(?:\\.[\\w-]+)++:\\d+"
                    + "|\\blocalhost\\S*|\\S*::\\S*"
                    // keys and parts of keys: known prefixes, masking stars, long mixes of letters and digits
                    + "|(?i:\\bbearer\\s+\\S+)|\\S*\\b(?:sk|pk|gsk|key|org|proj|user|req|xai|hf|AIza)[-_]\\S+|\\S*\\*{2,}\\S*"
                    + "|\\b(?=[\\w-]*\\d)(?=[\\w-]*[A-Za-z])[\\w-]{20,}\\b");

    private Redaction() {}

    /** The text without secrets: about 300 characters at most, on one line; empty when nothing is left. */
    static String of(String text, List<ApiKey> secrets) {
        String line = WellFormed.cut(text, 4 * LONGEST);
        String plain = line.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        for (ApiKey secret : secrets) {
            plain = without(plain, secret);
        }
        String hidden = PRIVATE.matcher(plain).replaceAll(HIDDEN);
        return hidden.length() <= LONGEST ? hidden : WellFormed.cut(hidden, LONGEST) + " …";
    }

    private static String without(String text, ApiKey key) {
        StringBuilder shown = new StringBuilder();
        key.reveal(secret -> {
            for (String word : text.split(" ", -1)) {
                shown.append(shown.isEmpty() ? "" : " ").append(reveals(word, secret) ? HIDDEN : word);
            }
        });
        return shown.toString();
    }

    private static boolean reveals(String word, String secret) {
        if (secret.length() < REVEALING_LENGTH) {
            return !secret.isEmpty() && word.contains(secret);
        }
        for (int i = 0; i + REVEALING_LENGTH <= secret.length(); i++) {
            if (word.contains(secret.substring(i, i + REVEALING_LENGTH))) {
                return true;
            }
        }
        return false;
    }
}
