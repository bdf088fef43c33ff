package de.lopezitwelt.chat.transfer.exporting;

import de.lopezitwelt.platform.web.problem.ProblemException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The formats of an export. */
enum ExportFormat {
    JSON("application/json; charset=utf-8", "sessions.json"),
    MARKDOWN("text/markdown; charset=utf-8", "sessions.md");

    private final String contentType;
    private final String fileName;

    ExportFormat(String contentType, String fileName) {
        this.contentType = contentType;
        this.fileName = fileName;
    }

    static ExportFormat of(@Nullable String name) {
        return switch (name) {
            case null -> JSON;
            case "json" -> JSON;
            case "markdown" -> MARKDOWN;
            default -> throw ProblemException.invalid("format", "must be json or markdown");
        };
    }

    /** Headers that make browsers save the file: they must not render what users and models wrote. */
    Map<String, String> headers() {
        return Map.of("content-type", contentType, "content-disposition", "attachment; filename=\"" + fileName + "\"");
    }
}
