package de.lopezitwelt.chat.reply;

/** What is kept of a turn. */
public enum Storing {
    /** Messages with their texts, files and steps of tools. */
    TEXTS,
    /** Messages without their texts: only the numbers that are counted. */
    NUMBERS_ONLY;

    /** As the field {@code store} of OpenAI's clients says. */
    public static Storing of(boolean store) {
        return store ? TEXTS : NUMBERS_ONLY;
    }

    public boolean texts() {
        return this == TEXTS;
    }
}
