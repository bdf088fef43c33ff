package de.lopezitwelt.chat.reply.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.platform.persistence.Id;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a user says.
 *
 * @param content at most 64 KiB of UTF-8
 * @param metadata anything of the client's own
 * @param attachments ids of uploaded files, each of which no other message has taken
 */
public record PostMessageRequest(
        @NotBlank String content,

        @Schema(implementation = Object.class) @Nullable ObjectNode metadata,

        @Nullable List<@NotNull Id> attachments) {}
