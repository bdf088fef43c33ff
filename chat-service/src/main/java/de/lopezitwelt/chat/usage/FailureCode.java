package de.lopezitwelt.chat.usage;

import de.lopezitwelt.runtime.model.ModelFailure;

/** What failures of models are called, in problems and in events alike. */
public final class FailureCode {
    /** A failure that is nobody's but ours. */
    public static final String UNEXPECTED = "reply-failed";

    private FailureCode() {}

    public static String of(ModelFailure.Kind kind) {
        return "model-" + kind.code().replace('_', '-');
    }

    static String of(Throwable failure) {
        return failure instanceof ModelFailure known ? of(known.kind()) : UNEXPECTED;
    }
}
