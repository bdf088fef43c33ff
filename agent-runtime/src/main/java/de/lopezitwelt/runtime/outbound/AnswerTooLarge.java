package de.lopezitwelt.runtime.outbound;

/** An answer longer than its call allows. */
public final class AnswerTooLarge extends RuntimeException {

    AnswerTooLarge() {
        super("the answer is too large", null, false, false);
    }
}
