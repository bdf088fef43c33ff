package de.lopezitwelt.chat.openai.responses.write;

/**
 * What a response says, in the order of its items; what is empty is no item.
 *
 * @param before what the model thought before the first word
 * @param after what the model thought later, between words
 */
public record Said(String before, String text, String after) {
    static final Said NOTHING = new Said("", "", "");

    /** Whether thoughts that are known at the end belong to the later item. */
    boolean goesOn() {
        return !after.isEmpty() || !text.isEmpty() && before.isEmpty();
    }

    static final int BEFORE = 0;
    static final int AFTER = 1;
}
