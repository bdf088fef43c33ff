package de.lopezitwelt.chat.search.index;

/**
 * A word of a text.
 *
 * @param key the word in the form that is compared: folded, ASCII, at most {@link SearchWordPolicy#LONGEST} characters
 * @param start first UTF-16 unit in the text
 * @param end unit after the last one
 */
public record SearchWord(String key, int start, int end) {}
