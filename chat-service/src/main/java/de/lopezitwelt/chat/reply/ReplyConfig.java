package de.lopezitwelt.chat.reply;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.OptionalLong;

/** Limits of messages and replies, and how replies are kept alive. */
@ConfigMapping(prefix = "lopez.chat.reply")
public interface ReplyConfig {
    /** Largest user message in bytes of UTF-8. */
    @WithDefault("65536")
    int maxMessageBytes();

    /** Largest reply in characters (UTF-16 units); longer ones end with {@code length}. */
    @WithDefault("1048576")
    int maxReplyLength();

    /**
     * Text of all replies in an instance's memory, in characters; a sixteenth of the largest heap unless set. Beyond it
     * listeners who lag behind replies that have ended are let go, then the longest replies end with {@code length}.
     */
    OptionalLong maxTotalLength();

    /** Longest reply; it ends with {@code length} then. */
    @WithDefault("10m")
    Duration maxDuration();

    /** How long a listener may leave untaken what was said before he is let go. */
    @WithDefault("60s")
    Duration idle();

    /** How long a reply runs on when nobody listens any more. */
    @WithDefault("30s")
    Duration linger();

    /** How often what is new of the text is stored, and limits of time are looked at. */
    @WithDefault("1s")
    Duration checkpointEvery();

    /** How often replies of dead instances are looked for. */
    @WithDefault("1s")
    Duration recoverEvery();

    /** Messages of a session that are read for a prompt at most. */
    @WithDefault("200")
    int historyMessages();

    /** Branches that a session may have beside its first, by regenerated replies and edited messages. */
    @WithDefault("200")
    int maxBranches();

    /** For how long ended replies are kept for repeated requests and late resumes. */
    @WithDefault("7d")
    Duration keep();
}
