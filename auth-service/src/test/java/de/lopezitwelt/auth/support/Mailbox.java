package de.lopezitwelt.auth.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;

/** The mails that the service under test has sent, as files. */
public final class Mailbox {
    private static final String TOKEN = "#token=";

    private Mailbox() {}

    /** The mails to one address, oldest first. */
    public static List<String> of(String email) {
        Path directory = Path.of(ConfigProvider.getConfig().getValue("lopez.auth.mail.mailbox", String.class));
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".eml"))
                    .sorted()
                    .map(Mailbox::read)
                    .filter(mail -> mail.contains("\nTo: " + email + "\n"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until there are as many, and gives the newest. */
    public static String await(String email, int wanted) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> of(email), mails -> mails.size() >= wanted)
                .getLast();
    }

    /** The token of the link in a mail. */
    public static String token(String mail) {
        int start = mail.indexOf(TOKEN) + TOKEN.length();
        return mail.substring(start, mail.indexOf('\n', start));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
