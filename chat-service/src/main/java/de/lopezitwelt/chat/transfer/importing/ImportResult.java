package de.lopezitwelt.chat.transfer.importing;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The result of an import. */
@Schema(name = "ImportResult")
public record ImportResult(List<Session> sessions) {
    /**
     * One imported session.
     *
     * @param id its id here
     * @param originalId its id in the export
     */
    @Schema(name = "ImportedSession")
    public record Session(String id, String originalId, int messages) {}
}
