package de.lopezitwelt.platform.sse;

/** An event is larger than the reader allows. Carries no stack trace: the sender causes it, not our code. */
public final class OversizedEvent extends RuntimeException {

    OversizedEvent() {
        super("an event is too large", null, false, false);
    }
}
