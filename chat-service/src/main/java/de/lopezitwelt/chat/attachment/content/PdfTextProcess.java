package de.lopezitwelt.chat.attachment.content;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * The program that reads a PDF from its input and writes the text to its output, with a heap of its own: a few kilobytes may unpack to
 * gigabytes, which must not affect any other request.
 */
public final class PdfTextProcess {
    static final char WHOLE = 'W';
    static final char TRUNCATED = 'T';
    static final char UNREADABLE = 'U';

    private PdfTextProcess() {}

    /** @param arguments pages, characters and milliseconds at most */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        System.setOut(System.err);
        long deadline = System.nanoTime()
                + Duration.ofMillis(Long.parseLong(arguments[2])).toNanos();
        PdfText reader = new PdfText(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]), deadline);
        out.print(answer(reader, System.in.readAllBytes()));
        out.flush();
    }

    private static String answer(PdfText reader, byte[] content) {
        try {
            PdfText.Extract extract = reader.of(content);
            return (extract.truncated() ? TRUNCATED : WHOLE) + extract.text();
        } catch (UnreadableFile unreadable) {
            return UNREADABLE + unreadable.getMessage();
        }
    }
}
