package de.lopezitwelt.chat.transfer.document;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The document that an export writes and an import reads.
 *
 * @param format {@value #FORMAT}
 * @param version {@value #VERSION}; version 1, which had no attachments, is read too
 */
@Schema(name = "ExportDocument")
public record ExportDocument(
        @NotNull String format, int version, @NotEmpty List<@Valid @NotNull ExportedSession> sessions) {
    public static final String FORMAT = "lopez-it-welt.sessions";
    public static final int VERSION = 2;
    public static final int OLDEST_VERSION = 1;
}
