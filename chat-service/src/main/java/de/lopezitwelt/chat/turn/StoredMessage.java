package de.lopezitwelt.chat.turn;

import org.jspecify.annotations.Nullable;

/**
 * A message with the place it got.
 *
 * @param parentId the message it follows; null at the beginning
 */
public record StoredMessage(
        MessageDraft draft,
        String sessionId,
        long position,
        @Nullable String parentId,
        int branch) {}
