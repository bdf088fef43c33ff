package de.lopezitwelt.chat.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.chat.session.read.SessionStatus;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The part of a session that its user may change. */
public record SessionChange(
        @Nullable @Size(max = 255) String title,
        @NotNull SessionStatus status,

        @Schema(implementation = Object.class) @Nullable ObjectNode metadata) {}
