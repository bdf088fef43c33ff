package de.lopezitwelt.chat.attachment;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A file of a message.
 *
 * @param size in bytes
 * @param originalId its id in the export that it was imported from; null for an upload
 */
@Schema(name = "AttachedFile")
public record AttachedFile(
        String id,
        String name,
        String mediaType,
        long size,
        @JsonIgnore @Nullable String originalId) {

    public AttachedFile(String id, String name, String mediaType, long size) {
        this(id, name, mediaType, size, null);
    }
}
