package de.lopezitwelt.chat.transfer.importing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Limits of one import, beside the size of its body ({@code quarkus.http.limits.max-body-size}). */
@ConfigMapping(prefix = "lopez.chat.import")
public interface ImportConfig {
    @WithDefault("1000")
    int maxSessions();

    /** Messages of all sessions together: they are written in one transaction. */
    @WithDefault("10000")
    int maxMessages();
}
