package de.lopezitwelt.chat.transfer.foreign;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message of another system.
 *
 * @param parentId the message that it follows; null or an unknown id at the beginning
 * @param fromUser whether the user wrote it, not the model
 * @param time null when the export does not say
 * @param model the model that wrote it; null when the export does not say
 * @param files texts that the user attached
 */
record ForeignMessage(
        String id,
        @Nullable String parentId,
        boolean fromUser,
        String text,
        @Nullable Instant time,
        @Nullable String model,
        List<File> files) {
    /** A file whose text the export holds. */
    record File(String name, String text) {}

    boolean isEmpty() {
        return text.isBlank() && files.isEmpty();
    }
}
