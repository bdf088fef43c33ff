package de.lopezitwelt.platform.local.server;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The end of a log file, for a message that says why something did not start. */
public final class LogTail {
    private static final int BYTES = 4_000;

    private LogTail() {}

    /** Whole lines from the last 4,000 bytes; empty when there is no log. */
    public static String of(Path log) {
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            long start = Math.max(0, file.length() - BYTES);
            file.seek(start);
            byte[] bytes = new byte[(int) (file.length() - start)];
            file.readFully(bytes);
            String text = new String(bytes, StandardCharsets.UTF_8).strip();
            int line = text.indexOf('\n');
            return start == 0 || line < 0 ? text : text.substring(line + 1);
        } catch (IOException none) {
            return "";
        }
    }
}
