package de.lopezitwelt.runtime.wire;

/** A text is not even nearly JSON, or it breaks off. Carries no stack trace: the sender causes it, not our code. */
public final class UnreadableJson extends RuntimeException {

    UnreadableJson() {
        super("the text is not JSON", null, false, false);
    }
}
