package de.lopezitwelt.chat.openai.resent;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Whether a conversation that a client sends whole goes on in the session that holds it. */
@ConfigMapping(prefix = "lopez.chat.resent-conversations")
public interface ResentConfig {
    /** false opens a session with each request that names none. */
    @WithDefault("true")
    boolean goOn();
}
