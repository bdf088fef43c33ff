package de.lopezitwelt.chat.turn.command;

import org.jspecify.annotations.Nullable;

/**
 * A message with its assigned place.
 *
 * @param parentId the message that it follows; null at the beginning
 */
public record StoredMessage(
        MessageDraft draft,
        String sessionId,
        long position,
        @Nullable String parentId,
        int branch) {}
