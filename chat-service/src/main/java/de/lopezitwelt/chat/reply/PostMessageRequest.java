package de.lopezitwelt.chat.reply;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.validation.constraints.NotBlank;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a user says.
 *
 * @param content at most 64 KiB of UTF-8
 * @param metadata anything of the client's own
 */
public record PostMessageRequest(
        @NotBlank String content,
        @Schema(implementation = Object.class) @Nullable ObjectNode metadata) {}
