package de.lopezitwelt.chat.transfer.foreign;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A conversation of another system.
 *
 * @param currentId the message that the next one would follow; null when the export does not say
 * @param messages parents may come after their children
 */
record ForeignConversation(
        String id,
        @Nullable String title,
        @Nullable Instant createdAt,
        @Nullable Instant updatedAt,
        @Nullable String currentId,
        List<ForeignMessage> messages,
        LeftOut leftOut) {}
