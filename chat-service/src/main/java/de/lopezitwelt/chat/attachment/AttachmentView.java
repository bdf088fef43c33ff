package de.lopezitwelt.chat.attachment;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An uploaded file as its user sees it.
 *
 * @param mediaType by its content
 * @param size in bytes
 * @param encoding of a text file, as IANA names it; null for others, and for texts from before it was kept
 * @param truncated whether models read less of it than it holds
 * @param messageId the message that took it; null while none has
 */
@Schema(name = "Attachment")
public record AttachmentView(
        String id,
        String name,
        String mediaType,
        long size,
        @Nullable String encoding,
        boolean truncated,
        @Nullable String sessionId,
        @Nullable String messageId,
        Instant createdAt) {}
