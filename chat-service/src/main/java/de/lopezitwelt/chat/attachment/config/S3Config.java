package de.lopezitwelt.chat.attachment.config;

import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** A storage that speaks S3's protocol: {@code lopez.chat.attachment.s3.*}. Needed only if files are stored there. */
public interface S3Config {
    /** Such as {@code https://s3.example.com}. */
    Optional<URI> endpoint();

    Optional<String> bucket();

    @WithDefault("us-east-1")
    String region();

    Optional<String> accessKey();

    Optional<String> secretKey();

    /** Whether the bucket's name is part of the path, as most servers but Amazon's want it. */
    @WithDefault("true")
    boolean pathStyle();

    /** Prefix of the objects' names. */
    @WithDefault("attachments/")
    String prefix();

    /** How long one call may take, repetitions included. */
    @WithDefault("30s")
    Duration timeout();

    /** Calls at the same time of an instance. */
    @WithDefault("8")
    int concurrency();
}
