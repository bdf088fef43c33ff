package de.lopezitwelt.chat.reply;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.OptionalLong;

/** Limits of messages and replies, and how replies are kept alive. */
@ConfigMapping(prefix = "lopez.chat.reply")
public interface ReplyConfig {
    /** Largest user message, or output of a client's tool, in bytes of UTF-8. */
    @WithDefault("1048576")
    int maxMessageBytes();

    /** Largest reply, thoughts included, in characters (UTF-16 units); longer ones end with {@code length}. */
    @WithDefault("1048576")
    int maxReplyLength();

    /**
     * Text of all replies in an instance's memory, in characters; a sixteenth of the largest heap unless set. When it is
     * exceeded, listeners of ended replies are dropped first, then the longest running replies end with {@code length}.
     */
    OptionalLong maxTotalLength();

    /** Longest duration of a reply; it ends with {@code length} then. */
    @WithDefault("10m")
    Duration maxDuration();

    /** How long a listener may read nothing, although there is text for it, before it is dropped. */
    @WithDefault("60s")
    Duration idle();

    /** How long a reply runs on without a listener. */
    @WithDefault("30s")
    Duration linger();

    /** How often new text is stored and limits of time are checked. */
    @WithDefault("1s")
    Duration checkpointEvery();

    /** How often replies of dead instances are looked for. */
    @WithDefault("1s")
    Duration recoverEvery();

    /** How long a request under {@code /v1} waits while its user has the most replies that may run; 0 refuses it at once. */
    @WithDefault("60s")
    Duration queueTime();

    /** Most requests of one user that may wait in this way on one instance. */
    @WithDefault("20")
    int queueLength();

    /** Most messages of a session that are read for a prompt. */
    @WithDefault("200")
    int historyMessages();

    /** Most branches of a session beside its first. Regenerated replies and edited messages open them. */
    @WithDefault("200")
    int maxBranches();

    /** How long ended replies are kept, for repeated requests and late resumes. */
    @WithDefault("7d")
    Duration keep();
}
