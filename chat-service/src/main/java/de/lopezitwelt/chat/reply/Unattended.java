package de.lopezitwelt.chat.reply;

/** What becomes of a reply that nobody listens to. */
public enum Unattended {
    /** It ends as soon as the last listener has left. */
    STOP,
    /** It ends when nobody has come back for {@link ReplyConfig#linger}. */
    LINGER,
    /** It is made to its end, within the same limits of time, length and budget as any other. */
    RUN_ON
}
