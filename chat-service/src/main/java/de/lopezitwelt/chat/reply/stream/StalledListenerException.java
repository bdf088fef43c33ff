package de.lopezitwelt.chat.reply.stream;

/** A listener stopped reading. */
public final class StalledListenerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StalledListenerException() {
        super("the client stopped reading", null, false, false);
    }
}
