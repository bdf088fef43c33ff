package de.lopezitwelt.chat.openai.embedding;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Limits of embedding texts. */
@ConfigMapping(prefix = "lopez.chat.embeddings")
public interface EmbeddingConfig {
    /** Requests of one user at a time, on one instance. */
    @WithDefault("4")
    int concurrent();

    /** Most inputs of one request. */
    @WithDefault("2048")
    int maxInputs();

    /** Longest request. */
    @WithDefault("2m")
    Duration maxDuration();
}
