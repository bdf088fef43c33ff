package de.lopezitwelt.runtime.wire;

/** A text is not JSON, or it is cut off. Has no stack trace, because the sender causes it and not our code. */
public final class UnreadableJson extends RuntimeException {

    UnreadableJson() {
        super("the text is not JSON", null, false, false);
    }
}
