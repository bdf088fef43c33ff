package de.lopezitwelt.chat.attachment.content;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Tells a file's type by its first bytes, wherever it says it comes from. What is no image and no PDF is text when all of it is UTF-8
 * without control characters; of the name only {@code .md} is believed, which makes no difference to anybody's browser.
 */
public final class FileTypePolicy {
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};
    private static final byte[] PDF = {'%', 'P', 'D', 'F', '-'};

    private FileTypePolicy() {}

    /** Null for what is not taken. */
    public static @Nullable FileType detect(byte[] content, String name) {
        if (content.length == 0) {
            return null;
        }
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
        if (startsWith(content, PDF, 0)) {
            return FileType.PDF;
        }
        if (text(content) == null) {
            return null;
        }
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".md") || lower.endsWith(".markdown") ? FileType.MARKDOWN : FileType.TEXT;
    }

    /** Null for what is not UTF-8 or has control characters other than tabs, line ends and form feeds. */
    static @Nullable String text(byte[] content) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (Character.isISOControl(c) && c != '\t' && c != '\n' && c != '\r' && c != '\f') {
                    return null;
                }
            }
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (CharacterCodingException binary) {
            return null;
        }
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
