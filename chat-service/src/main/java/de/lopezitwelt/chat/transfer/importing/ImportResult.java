package de.lopezitwelt.chat.transfer.importing;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What an import brought in. */
@Schema(name = "ImportResult")
public record ImportResult(List<Session> sessions) {
    /**
     * One session.
     *
     * @param id here
     * @param originalId in the export
     */
    @Schema(name = "ImportedSession")
    public record Session(String id, String originalId, int messages) {}
}
