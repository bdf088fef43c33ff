package de.lopezitwelt.chat.transfer.importing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What one import may hold, beside the size of its body ({@code quarkus.http.limits.max-body-size}). */
@ConfigMapping(prefix = "lopez.chat.import")
public interface ImportConfig {
    @WithDefault("1000")
    int maxSessions();

    /** Of all sessions together: they are written in one transaction. */
    @WithDefault("10000")
    int maxMessages();
}
