package de.lopezitwelt.system.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The mails the platform has sent. */
public final class Mails {
    private static final String TOKEN = "#token=";
    private static final String SUBJECT = "Subject: ";

    private Mails() {}

    /**
     * Waits for the mail and gives the token of its link.
     *
     * @param page where the link leads to, {@code /verify-email} for one
     */
    public static String token(Platform platform, String email, String page) {
        var found = new String[1];
        Platform.eventually(() -> {
            all(platform).stream()
                    .filter(mail -> mail.contains("\nTo: " + email + "\n") && mail.contains(page + TOKEN))
                    .map(mail -> {
                        int start = mail.indexOf(TOKEN) + TOKEN.length();
                        return mail.substring(start, mail.indexOf('\n', start));
                    })
                    .findFirst()
                    .ifPresent(token -> found[0] = token);
            assertThat(found[0]).isNotNull();
        });
        return found[0];
    }

    /** Subjects of all mails to an address so far, in no order. */
    public static List<String> subjects(Platform platform, String email) throws IOException {
        return all(platform).stream()
                .filter(mail -> mail.contains("\nTo: " + email + "\n"))
                .flatMap(String::lines)
                .filter(line -> line.startsWith(SUBJECT))
                .map(line -> line.substring(SUBJECT.length()))
                .toList();
    }

    private static List<String> all(Platform platform) throws IOException {
        try (Stream<Path> files = Files.list(platform.local().settings().state().mail())) {
            return files.filter(file -> file.toString().endsWith(".eml"))
                    .map(Mails::read)
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(file + " cannot be read", e);
        }
    }
}
