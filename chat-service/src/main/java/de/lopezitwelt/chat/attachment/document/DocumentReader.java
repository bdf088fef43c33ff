package de.lopezitwelt.chat.attachment.document;

import de.lopezitwelt.chat.attachment.config.AttachmentContentConfig;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Has {@link DocumentProcess} read a PDF or an archive, for as long and with as much memory as it is given. Not for an event loop.
 */
public final class DocumentReader {
    /** Bytes before the text: the outcome and the media type. */
    private static final int ENVELOPE = 128;

    private final AttachmentContentConfig config;

    public DocumentReader(AttachmentContentConfig config) {
        this.config = config;
    }

    /** Null for an archive that is no Office document. @throws UnreadableFile saying why */
    public @Nullable Extract read(byte[] content) {
        Process process = null;
        try {
            process = start();
            byte[] answer = exchange(process, content);
            if (process.exitValue() != 0 || answer.length == 0) {
                throw new UnreadableFile("takes too much memory or time to read");
            }
            return extract(new String(answer, StandardCharsets.UTF_8));
        } catch (IOException failed) {
            throw new UnreadableFile("cannot be read");
        } finally {
            if (process != null) {
                process.destroyForcibly();
            }
        }
    }

    private static @Nullable Extract extract(String answer) {
        char outcome = answer.charAt(0);
        int end = answer.indexOf(DocumentProcess.END_OF_TYPE);
        return switch (outcome) {
            case DocumentProcess.WHOLE, DocumentProcess.TRUNCATED ->
                new Extract(answer.substring(1, end), answer.substring(end + 1), outcome == DocumentProcess.TRUNCATED);
            case DocumentProcess.OTHER -> null;
            default -> throw new UnreadableFile(answer.substring(1));
        };
    }

    private Process start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + config.pdfMemory().asLongValue(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-Xshare:auto",
                "-Djava.awt.headless=true",
                "-Dpdfbox.fontcache=" + System.getProperty("java.io.tmpdir"),
                "-cp",
                System.getProperty("java.class.path"),
                DocumentProcess.class.getName(),
                Integer.toString(config.pdfPages()),
                Integer.toString(config.maxTextLength()),
                Long.toString(config.pdfTime().toMillis())));
        // the environment holds secrets of the service
        builder.environment().clear();
        return builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    /** The program reads all before it writes anything, so that one thread is enough. */
    private byte[] exchange(Process process, byte[] content) throws IOException {
        Duration longest = config.pdfTime().plus(config.pdfGrace());
        Thread guard = Thread.ofVirtual().start(() -> killAfter(process, longest));
        try (OutputStream in = process.getOutputStream()) {
            in.write(content);
        } catch (IOException gone) {
            // it died early; its error output says why
        }
        byte[] answer = process.getInputStream().readNBytes(config.maxTextLength() * 4 + ENVELOPE);
        try {
            if (!process.waitFor(1, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException(stopped);
        } finally {
            guard.interrupt();
        }
        return answer;
    }

    private static void killAfter(Process process, Duration longest) {
        try {
            if (!process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
