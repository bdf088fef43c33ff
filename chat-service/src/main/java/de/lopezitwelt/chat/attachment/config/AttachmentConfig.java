package de.lopezitwelt.chat.attachment.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** What files may be added to messages. */
@ConfigMapping(prefix = "lopez.chat.attachment")
public interface AttachmentConfig {
    /** How files are read. */
    AttachmentContentConfig content();

    /** Where new files are kept; those that are there stay where they are. */
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

    /** Images of one prompt together; of a conversation's older ones those beyond are left out. */
    @WithDefault("8M")
    MemorySize promptImageBytes();

    /** Texts of files in one prompt together, in characters; those of a conversation's older messages beyond are left out. */
    @WithDefault("1000000")
    int promptTextLength();

    /**
     * Images, and texts of files with a byte a character, of all prompts of an instance together; a twenty-fourth of the
     * largest heap unless set. Beyond it 503.
     */
    Optional<MemorySize> promptBytesTogether();

    /** After it an upload that no message has taken is removed. */
    @WithDefault("24h")
    Duration unusedAfter();

    /** How often one of the instances looks for such uploads, and for objects that are to be deleted. */
    @WithDefault("1m")
    Duration sweepEvery();
}
