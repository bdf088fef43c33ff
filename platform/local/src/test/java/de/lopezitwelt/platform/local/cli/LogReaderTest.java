package de.lopezitwelt.platform.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogReaderTest {
    @TempDir
    Path directory;

    @Test
    void beginsWithTheLastLinesAndGoesOnByWholeLines() throws IOException {
        Path log = Files.writeString(directory.resolve("a.log"), "1\n2\n3\n");
        LogReader reader = LogReader.atEnd(log, "a| ", 2);

        assertThat(printed(reader)).isEqualTo("a| 2\na| 3\n");
        Files.writeString(log, "ä4\nhal", StandardOpenOption.APPEND);
        assertThat(printed(reader)).isEqualTo("a| ä4\n");
        Files.writeString(log, "f\n", StandardOpenOption.APPEND);
        assertThat(printed(reader)).isEqualTo("a| half\n");
    }

    @Test
    void startsOverWhenTheFileWasCut() throws IOException {
        Path log = Files.writeString(directory.resolve("a.log"), "long enough\n");
        LogReader reader = LogReader.atEnd(log, "", 5);
        printed(reader);

        Files.writeString(log, "new\n");

        assertThat(printed(reader)).isEqualTo("new\n");
    }

    private static String printed(LogReader reader) throws IOException {
        var bytes = new ByteArrayOutputStream();
        reader.printNew(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
