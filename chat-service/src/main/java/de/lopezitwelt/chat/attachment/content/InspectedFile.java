package de.lopezitwelt.chat.attachment.content;

import org.jspecify.annotations.Nullable;

/**
 * A file that is taken.
 *
 * @param text what models read of it; null for images
 * @param truncated whether the file goes on behind the text
 */
public record InspectedFile(
        String name,
        FileType type,
        byte[] content,
        @Nullable String text,
        boolean truncated) {

    InspectedFile(String name, FileType type, byte[] content) {
        this(name, type, content, null, false);
    }

    static InspectedFile readable(String name, FileType type, byte[] content, String whole, int longest) {
        boolean truncated = whole.length() > longest;
        int end = truncated && Character.isHighSurrogate(whole.charAt(longest - 1)) ? longest - 1 : longest;
        return new InspectedFile(name, type, content, truncated ? whole.substring(0, end) : whole, truncated);
    }
}
