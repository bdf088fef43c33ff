package de.lopezitwelt.chat.reply.start;

/** The session that a turn was to continue goes on from another answer by now. Nothing is stored. */
public final class SessionMovedOn extends RuntimeException {
    SessionMovedOn() {
        super("the session goes on from another answer", null, false, false);
    }
}
