package de.lopezitwelt.auth.erasure;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Set;

/** Who has a say in an erasure, and who has something to delete. */
@ConfigMapping(prefix = "lopez.auth.erasure")
public interface ErasureConfig {
    /** Services that must agree before anything is deleted. */
    @WithDefault("agent-service,org-billing-service,chat-service")
    Set<String> voters();

    /** Services that must have deleted before the account itself goes. */
    @WithDefault("agent-service,org-billing-service,chat-service,analytics-service")
    Set<String> holders();

    /** How long the request waits for the votes, to answer with a refusal at once; it goes on without it. */
    @WithDefault("10S")
    Duration answerWait();
}
