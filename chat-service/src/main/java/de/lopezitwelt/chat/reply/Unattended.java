package de.lopezitwelt.chat.reply;

/** What happens to a reply without listeners. */
public enum Unattended {
    /** It ends as soon as the last listener has left. */
    STOP,
    /** It ends when there has been no listener for {@link ReplyConfig#linger}. */
    LINGER,
    /** It runs to its end, within the same limits of time, length and budget as any other. */
    RUN_ON
}
