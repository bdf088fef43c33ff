package de.lopezitwelt.platform.local.demo;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

    /**
     * Reads a file of UTF-8 text, or standard input for {@code -}.
     *
     * @throws IOException naming the file when it cannot be read, is no such text or holds no line
     */
    public static Dialogue from(String file) throws IOException {
        if (file.equals("-")) {
            return read(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        }
        Path path = Path.of(file);
        if (!Files.isRegularFile(path)) {
            throw new IOException((Files.exists(path) ? "not a file: " : "no such file: ") + file);
        }
        try {
            return read(Files.newBufferedReader(path));
        } catch (CharacterCodingException garbage) {
            throw new IOException("not a text in UTF-8: " + file, garbage);
        } catch (EOFException empty) {
            throw new IOException("nothing to say in " + file, empty);
        }
    }

    /**
     * Blank lines are left out. Closes the reader.
     *
     * @throws EOFException when no line is left
     */
    static Dialogue read(Reader reader) throws IOException {
        try (var lines = new BufferedReader(reader)) {
            var messages = new ArrayList<String>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    messages.add(line.strip());
                }
            }
            if (messages.isEmpty()) {
                throw new EOFException("nothing to say: no line of text came");
            }
            return new Dialogue(messages);
        }
    }
}
