package de.lopezitwelt.platform.local.cli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailCommandTest {
    @TempDir
    Path mailbox;

    @Test
    void mailsComeInTheOrderTheyWereSentAndCanBeChosenByTheirAddressee() throws IOException {
        Files.writeString(mailbox.resolve("0190-2.eml"), "From: a\nTo: ada@example.com\nSubject: second\n");
        Files.writeString(mailbox.resolve("0190-1.eml"), "From: a\nTo: bob@example.com\nSubject: first\n");
        Files.writeString(mailbox.resolve("0190-3.part"), "From: a\nTo: ada@example.com\nSubject: unfinished\n");

        assertThat(MailCommand.read(mailbox, null))
                .extracting(
                        mail -> mail.substring(mail.indexOf("Subject: ") + 9).strip())
                .containsExactly("first", "second");
        assertThat(MailCommand.read(mailbox, "Ada@example.com"))
                .singleElement()
                .asString()
                .contains("second");
        assertThat(MailCommand.read(mailbox.resolve("none"), null)).isEmpty();
    }
}
