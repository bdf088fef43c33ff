package de.lopezitwelt.auth.password;

import java.text.Normalizer;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/**
 * What a new password must satisfy: length and not being guessable at once; no composition rules (NIST SP 800-63B-4
 * §3.1.1.2).
 */
public final class PasswordPolicy {
    private static final int FEWEST_DIFFERENT_CHARACTERS = 4;
    private static final int SHORTEST_CONTEXT_WORD = 4;
    private static final int CHARACTERS_BEYOND_CONTEXT = 6;

    private final int minimumLength;
    private final int maximumLength;
    private final CommonPasswords commonPasswords;

    public PasswordPolicy(int minimumLength, int maximumLength, CommonPasswords commonPasswords) {
        this.minimumLength = minimumLength;
        this.maximumLength = maximumLength;
        this.commonPasswords = commonPasswords;
    }

    /**
     * @param contextWords what a guesser knows about the user, e.g. name and e-mail
     * @return why the password is refused, as a sentence for the user; empty when it is accepted
     */
    public Optional<String> objection(String password, Collection<String> contextWords) {
        int length = password.codePointCount(0, password.length());
        if (length < minimumLength) {
            return Optional.of("must have at least " + minimumLength + " characters");
        }
        if (length > maximumLength) {
            return Optional.of("must have at most " + maximumLength + " characters");
        }
        if (password.codePoints().distinct().count() < FEWEST_DIFFERENT_CHARACTERS) {
            return Optional.of("repeats too few characters");
        }
        if (commonPasswords.contains(password)) {
            return Optional.of("is one of the passwords that are guessed first");
        }
        if (isMadeOf(password, contextWords)) {
            return Optional.of("is too close to your name or e-mail");
        }
        return Optional.empty();
    }

    private static boolean isMadeOf(String password, Collection<String> contextWords) {
        String folded = fold(password);
        String remainder = folded;
        for (String context : contextWords) {
            for (String word : fold(context).split("[^\\p{L}\\p{N}]+")) {
                if (word.codePointCount(0, word.length()) >= SHORTEST_CONTEXT_WORD) {
                    remainder = remainder.replace(word, "");
                }
            }
        }
        return remainder.length() < folded.length()
                && remainder.codePointCount(0, remainder.length()) < CHARACTERS_BEYOND_CONTEXT;
    }

    private static String fold(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }
}
