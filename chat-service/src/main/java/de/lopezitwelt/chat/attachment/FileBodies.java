package de.lopezitwelt.chat.attachment;

import de.lopezitwelt.chat.attachment.config.AttachmentConfig;
import de.lopezitwelt.platform.web.limits.LargerBodies;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Decides which requests may carry files or many texts, and how large they may be. */
@Singleton
class FileBodies implements LargerBodies {
    /** Bytes of a form around a file: boundaries, heads of parts and other fields. */
    private static final long FORM = 64 * 1024;

    /** Clients send a thousand pieces of text to embed at once. */
    private static final long TEXTS_TO_EMBED = 4 * 1024 * 1024;

    /** They are read as a whole. */
    private static final long SESSIONS = 16 * 1024 * 1024;

    private static final String CONVERSATIONS = "/api/v1/imports/conversations";

    private final Map<String, Long> limits;
    private final long largest;
    private final long ceiling;

    FileBodies(
            AttachmentConfig config,
            @ConfigProperty(name = "lopez.http.max-body-size") MemorySize usual,
            @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize ceiling) {
        long file = config.maxBytes().asLongValue();
        this.largest = (file + 2) / 3 * 4 + usual.asLongValue();
        this.ceiling = ceiling.asLongValue();
        this.limits = Map.of(
                "/api/v1/attachments",
                file + FORM,
                "/api/v1/imports/sessions",
                Math.min(SESSIONS, this.ceiling),
                CONVERSATIONS,
                this.ceiling,
                "/v1/chat/completions",
                largest,
                "/v1/responses",
                largest,
                "/v1/embeddings",
                Math.min(TEXTS_TO_EMBED, this.ceiling),
                "/v1/messages",
                largest,
                "/v1/messages/count_tokens",
                largest);
    }

    /** Ends the start when the server's own limit is lower than the limits here. */
    void check(@Observes StartupEvent event) {
        if (ceiling < largest) {
            throw new IllegalStateException("quarkus.http.limits.max-body-size must be at least " + largest
                    + " for lopez.chat.attachment.max-bytes");
        }
    }

    @Override
    public long limitOf(String method, String path) {
        return method.equals("POST") ? limits.getOrDefault(path, 0L) : 0;
    }

    @Override
    public boolean inMemory(String method, String path) {
        return !path.equals(CONVERSATIONS);
    }
}
