package de.lopezitwelt.platform.local.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Reads a growing file by whole lines. */
final class LogReader {
    private static final int BLOCK = 64 * 1024;

    private final Path file;
    private final String label;
    private long position;

    private LogReader(Path file, String label, long position) {
        this.file = file;
        this.label = label;
        this.position = position;
    }

    /** Begins the given number of lines before the end, at most 64 KiB of them. */
    static LogReader atEnd(Path file, String label, int lines) throws IOException {
        try (var in = new RandomAccessFile(file.toFile(), "r")) {
            long length = in.length();
            byte[] block = new byte[(int) Math.min(length, BLOCK)];
            in.seek(length - block.length);
            in.readFully(block);
            int index = block.length;
            for (int left = lines + 1; index > 0; index--) {
                if (block[index - 1] == '\n' && --left == 0) {
                    break;
                }
            }
            return new LogReader(file, label, length - block.length + index);
        }
    }

    /** Prints the complete lines added since; starts over when the file was cut. */
    void printNew(PrintStream out) throws IOException {
        try (var in = new RandomAccessFile(file.toFile(), "r")) {
            if (in.length() < position) {
                position = 0;
            }
            byte[] block = new byte[(int) Math.min(in.length() - position, 16L * BLOCK)];
            in.seek(position);
            in.readFully(block);
            int end = block.length;
            while (end > 0 && block[end - 1] != '\n') {
                end--;
            }
            if (end > 0) {
                String text = new String(block, 0, end - 1, StandardCharsets.UTF_8);
                text.lines().forEach(line -> out.println(label + line));
                position += end;
            }
        }
    }
}
