package de.lopezitwelt.chat.attachment.content;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Recognises a file's type by its bytes, not by what the client says. A file that is neither an image nor a document may be
 * text. Of the name only {@code .md} counts, which makes no difference to browsers.
 */
final class FileTypePolicy {
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};
    /** The first bytes of OLE 2: Office before 2007, and Office documents with a password. */
    private static final byte[] COMPOUND = {
        (byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, (byte) 0xa1, (byte) 0xb1, 0x1a, (byte) 0xe1
    };

    private static final byte[] ARCHIVE = {'P', 'K', 3, 4};
    private static final byte[] PDF = "%PDF-".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PDF_END = "startxref".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] UTF8_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
    /** How far into a file readers look for a PDF's header, and from its end for its trailer (ISO 32000-1, annex H.3.4.1 and 18). */
    private static final int LOOKED_AT = 1024;

    private FileTypePolicy() {}

    /** Null when it is none of the accepted types. */
    static @Nullable FileType image(byte[] content) {
        if (startsWith(content, PNG, 0) && has(content, "IHDR", 12)) {
            return FileType.PNG;
        }
        if (startsWith(content, JPEG, 0)) {
            return FileType.JPEG;
        }
        if (has(content, "GIF87a", 0) || has(content, "GIF89a", 0)) {
            return FileType.GIF;
        }
        if (has(content, "RIFF", 0) && has(content, "WEBP", 8)) {
            return FileType.WEBP;
        }
        return null;
    }

    /** A PDF, or an archive, which an Office document may be. */
    static boolean isDocument(byte[] content) {
        return startsWith(content, ARCHIVE, 0) || isPdf(content);
    }

    /**
     * A PDF begins with its header, after a byte order mark or blanks at most; mails and web servers put other bytes before it, so one
     * within the first bytes counts if the file also ends as a PDF does. A text that speaks of PDF remains a text.
     */
    private static boolean isPdf(byte[] content) {
        int header = find(content, PDF, 0, LOOKED_AT);
        if (header < 0) {
            return false;
        }
        int start = startsWith(content, UTF8_MARK, 0) ? UTF8_MARK.length : 0;
        while (start < header && (content[start] <= ' ' && content[start] > 0)) {
            start++;
        }
        return start == header
                || find(content, PDF_END, Math.max(header, content.length - LOOKED_AT), content.length) >= 0;
    }

    static boolean isOldOffice(byte[] content) {
        return startsWith(content, COMPOUND, 0);
    }

    static FileType ofText(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".md") || lower.endsWith(".markdown") ? FileType.MARKDOWN : FileType.TEXT;
    }

    /** The index of the pattern between two indexes; -1 when it is not there. */
    private static int find(byte[] content, byte[] wanted, int from, int before) {
        for (int at = from; at < Math.min(before, content.length - wanted.length + 1); at++) {
            if (startsWith(content, wanted, at)) {
                return at;
            }
        }
        return -1;
    }

    private static boolean has(byte[] content, String ascii, int at) {
        return startsWith(content, ascii.getBytes(StandardCharsets.US_ASCII), at);
    }

    private static boolean startsWith(byte[] content, byte[] magic, int at) {
        if (content.length < at + magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if (content[at + i] != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
