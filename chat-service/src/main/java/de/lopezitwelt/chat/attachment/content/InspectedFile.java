package de.lopezitwelt.chat.attachment.content;

import org.jspecify.annotations.Nullable;

/**
 * A file that is taken.
 *
 * @param text what models read of it; null for images
 * @param truncated whether the file goes on behind the text
 * @param encoding of a text file, as IANA names it; null for anything else
 */
public record InspectedFile(
        String name,
        FileType type,
        byte[] content,
        @Nullable String text,
        boolean truncated,
        @Nullable String encoding) {

    InspectedFile(String name, FileType type, byte[] content) {
        this(name, type, content, null, false, null);
    }

    static InspectedFile readable(String name, FileType type, byte[] content, DecodedText decoded, int longest) {
        String whole = decoded.text();
        boolean truncated = whole.length() > longest;
        int end = truncated && Character.isHighSurrogate(whole.charAt(longest - 1)) ? longest - 1 : longest;
        return new InspectedFile(
                name, type, content, truncated ? whole.substring(0, end) : whole, truncated, decoded.encoding());
    }
}
