package de.lopezitwelt.chat.session;

import org.jspecify.annotations.Nullable;

/** Titles for sessions that were given none. */
public final class TitlePolicy {
    private static final int LENGTH = 60;
    /** Enough to find so many characters that are no blanks in anything a person writes. */
    private static final int LOOKED_AT = 500;

    private TitlePolicy() {}

    /**
     * The first words of what was said, at most 60 characters; null when there are none. No model is asked: a title must
     * cost neither budget nor time.
     */
    public static @Nullable String firstWords(String content) {
        String text = content.substring(0, Math.min(content.length(), LOOKED_AT))
                .replaceAll("[\\s\\p{Cntrl}]+", " ")
                .strip();
        if (text.length() <= LENGTH) {
            return text.isEmpty() ? null : text;
        }
        int end = text.lastIndexOf(' ', LENGTH - 1);
        if (end < LENGTH / 2) {
            end = Character.isHighSurrogate(text.charAt(LENGTH - 2)) ? LENGTH - 2 : LENGTH - 1;
        }
        return text.substring(0, end) + '…';
    }
}
