package de.lopezitwelt.runtime.catalog.quirk;

import java.util.Arrays;
import java.util.Locale;

/** How a request says how much the model should think. */
public enum ReasoningForm {
    /** Not at all. */
    NONE,
    /** With OpenAI's field {@code reasoning_effort}. */
    REASONING_EFFORT,
    /** With OpenRouter's object {@code reasoning}. */
    REASONING,
    /** With Anthropic's {@code thinking} and a budget of tokens, a share of the answer's. */
    THINKING_BUDGET,
    /** With Anthropic's adaptive {@code thinking} and {@code output_config.effort}. */
    THINKING_ADAPTIVE;

    /** The name in the catalog, lower case. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static String[] wireNames() {
        return Arrays.stream(values()).map(ReasoningForm::wireName).toArray(String[]::new);
    }
}
