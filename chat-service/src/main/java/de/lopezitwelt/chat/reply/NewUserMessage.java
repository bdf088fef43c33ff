package de.lopezitwelt.chat.reply;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.contracts.session.MessageType;
import org.jspecify.annotations.Nullable;

/** What a caller adds to a session. */
public record NewUserMessage(
        MessageType type, String content, @Nullable JsonNode metadata) {}
