package de.lopezitwelt.chat.transfer.foreign;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message of another system.
 *
 * @param parentId the message that it follows; null, or that of no other message, at the beginning
 * @param fromUser whether the user wrote it, not the model
 * @param time null when it is not told
 * @param model that wrote it; null when it is not told
 * @param files texts that the user gave with it
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
