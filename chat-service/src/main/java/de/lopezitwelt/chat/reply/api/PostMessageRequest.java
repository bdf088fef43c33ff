package de.lopezitwelt.chat.reply.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.platform.persistence.Id;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A message that a user sends.
 *
 * @param content what the body has room for, at most 1 MiB of UTF-8
 * @param metadata a JSON object of the client's own
 * @param attachments ids of uploaded files that belong to no other message yet
 */
public record PostMessageRequest(
        @NotBlank String content,

        @Schema(implementation = Object.class) @Nullable ObjectNode metadata,

        @Nullable List<@NotNull Id> attachments) {}
