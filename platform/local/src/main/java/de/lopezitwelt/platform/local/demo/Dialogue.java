package de.lopezitwelt.platform.local.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** What a user says, one message a line. */
public record Dialogue(List<String> messages) {
    public Dialogue {
        messages = List.copyOf(messages);
        if (messages.isEmpty()) {
            throw new IllegalArgumentException("a dialogue needs at least one line");
        }
    }

    /** The 20 lines in German and English that ship with the project. */
    public static Dialogue sample() throws IOException {
        InputStream in = Objects.requireNonNull(Dialogue.class.getResourceAsStream("dialogue.txt"), "dialogue.txt");
        return read(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    /** Reads a file of UTF-8 text, or standard input for {@code -}. */
    public static Dialogue from(String file) throws IOException {
        return file.equals("-")
                ? read(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                : read(Files.newBufferedReader(Path.of(file)));
    }

    /** Blank lines are left out. Closes the reader. */
    static Dialogue read(Reader reader) throws IOException {
        try (var lines = new BufferedReader(reader)) {
            return new Dialogue(lines.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList());
        }
    }
}
