package de.lopezitwelt.chat.attachment.document;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The program that reads a document from its input and writes the text to its output, with a heap of its own: a few kilobytes may
 * unpack to gigabytes, which must not affect any other request.
 */
public final class DocumentProcess {
    static final char WHOLE = 'W';
    static final char TRUNCATED = 'T';
    static final char UNREADABLE = 'U';
    static final char OTHER = 'O';
    /** Between the media type and the text. */
    static final char END_OF_TYPE = '\n';

    private static final char FIRST_OF_ARCHIVE = 'P';
    private static final char SECOND_OF_ARCHIVE = 'K';

    private DocumentProcess() {}

    /** @param arguments pages, characters and milliseconds at most */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        System.setOut(System.err);
        long deadline = System.nanoTime()
                + Duration.ofMillis(Long.parseLong(arguments[2])).toNanos();
        BoundedText text = new BoundedText(Integer.parseInt(arguments[1]), deadline);
        out.print(answer(System.in.readAllBytes(), Integer.parseInt(arguments[0]), text));
        out.flush();
    }

    private static String answer(byte[] content, int pages, BoundedText text) {
        try {
            Extract extract = read(content, pages, text);
            return extract == null
                    ? String.valueOf(OTHER)
                    : (extract.truncated() ? TRUNCATED : WHOLE) + extract.mediaType() + END_OF_TYPE + extract.text();
        } catch (UnreadableFile unreadable) {
            return UNREADABLE + unreadable.getMessage();
        }
    }

    private static @Nullable Extract read(byte[] content, int pages, BoundedText text) {
        boolean archive = content[0] == FIRST_OF_ARCHIVE && content[1] == SECOND_OF_ARCHIVE;
        return archive ? new OfficeText().of(content, text) : new PdfText(pages).of(content, text);
    }
}
