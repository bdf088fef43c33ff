package de.lopezitwelt.chat.attachment.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Limits and storage of files. */
@ConfigMapping(prefix = "lopez.chat.attachment")
public interface AttachmentConfig {
    /** How files are read. */
    AttachmentContentConfig content();

    /** The storage of new files; existing files stay in theirs. */
    @WithDefault("mysql")
    Storage storage();

    S3Config s3();

    /** Kinds of storage. */
    enum Storage {
        MYSQL,
        S3
    }

    /** Largest file. {@code quarkus.http.limits.max-body-size} must leave room for it in Base64. */
    @WithDefault("10M")
    MemorySize maxBytes();

    /** Files of one message, 1 to 100. */
    @WithDefault("10")
    int perMessage();

    /** Files of one user. */
    @WithDefault("1000")
    int perUser();

    /** Bytes of all files of one user. */
    @WithDefault("1G")
    MemorySize bytesPerUser();

    /** Most images of one prompt; older images of a conversation are left out beyond it. */
    @WithDefault("8M")
    MemorySize promptImageBytes();

    /** Most characters of all files in one prompt; older texts of a conversation are left out beyond it. */
    @WithDefault("1000000")
    int promptTextLength();

    /**
     * Images, and texts of files with a byte a character, of all prompts of an instance together; a twenty-fourth of the
     * largest heap unless set. Beyond it 503.
     */
    Optional<MemorySize> promptBytesTogether();

    /** Age at which an upload without a message is removed. */
    @WithDefault("24h")
    Duration unusedAfter();

    /** How often one of the instances looks for such uploads, and for objects that are to be deleted. */
    @WithDefault("1m")
    Duration sweepEvery();
}
