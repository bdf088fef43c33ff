package de.lopezitwelt.chat.transfer.document;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A file of a message in an export.
 *
 * @param mediaType for readers; an import inspects the content instead
 * @param content in Base64
 */
@Schema(name = "ExportedFile")
public record ExportedFile(
        @NotNull String id,
        @NotBlank @Size(max = 255) String name,
        @Nullable String mediaType,

        @Schema(type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.STRING, format = "byte") @NotNull
        byte[] content) {}
