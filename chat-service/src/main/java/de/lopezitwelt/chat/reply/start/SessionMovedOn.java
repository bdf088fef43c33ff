package de.lopezitwelt.chat.reply.start;

/** The session that a turn should continue has got another answer in the meantime. Nothing is stored. */
public final class SessionMovedOn extends RuntimeException {
    SessionMovedOn() {
        super("the session goes on from another answer", null, false, false);
    }
}
