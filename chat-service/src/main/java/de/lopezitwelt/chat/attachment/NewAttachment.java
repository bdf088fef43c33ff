package de.lopezitwelt.chat.attachment;

import de.lopezitwelt.chat.attachment.content.InspectedFile;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A file about to be stored.
 *
 * @param organizationId of the API key that uploads it
 * @param originalId its id in the export; null for an upload
 */
public record NewAttachment(
        String id,
        String userId,
        @Nullable String organizationId,
        @Nullable String sessionId,
        @Nullable String messageId,
        int place,
        InspectedFile file,
        String storage,
        @Nullable String originalId,
        Instant createdAt) {}
