package de.lopezitwelt.chat.attachment.content;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The accepted types. HTML, SVG and similar types are accepted as plain text only. */
public enum FileType {
    PNG("image/png", ".png"),
    JPEG("image/jpeg", ".jpg"),
    GIF("image/gif", ".gif"),
    WEBP("image/webp", ".webp"),
    PDF("application/pdf", ".pdf"),
    DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx"),
    PPTX("application/vnd.openxmlformats-officedocument.presentationml.presentation", ".pptx"),
    MARKDOWN("text/markdown", ".md"),
    TEXT("text/plain", ".txt");

    private final String mediaType;
    private final String extension;

    FileType(String mediaType, String extension) {
        this.mediaType = mediaType;
        this.extension = extension;
    }

    public String mediaType() {
        return mediaType;
    }

    /** The name of a file that was sent without one. */
    public String extension() {
        return extension;
    }

    public boolean isImage() {
        return mediaType.startsWith("image/");
    }

    /**
     * The media type for downloads. Markdown is plain text there, so that no browser interprets it.
     *
     * @param encoding of a text; null for UTF-8
     */
    public String servedAs(@Nullable String encoding) {
        return this == MARKDOWN || this == TEXT
                ? "text/plain; charset=" + (encoding == null ? "utf-8" : encoding.toLowerCase(Locale.ROOT))
                : mediaType;
    }

    public static FileType of(String mediaType) {
        return Arrays.stream(values())
                .filter(type -> type.mediaType.equals(mediaType))
                .findFirst()
                .orElseThrow();
    }
}
