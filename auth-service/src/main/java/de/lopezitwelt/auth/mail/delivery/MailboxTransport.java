package de.lopezitwelt.auth.mail.delivery;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Set;

/**
 * Writes mail to files, {@code <id>.eml}, so that a platform on one machine needs no mail server. Their links grant
 * access, so only the owner can read the directory. Sending a mail again replaces its file.
 */
final class MailboxTransport implements MailTransport {
    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE_DIRECTORY = permissions("rwx------");
    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE_FILE = permissions("rw-------");

    private final Path directory;
    private final String from;
    private final Clock clock;

    MailboxTransport(Path directory, String from, Clock clock) {
        this.directory = directory;
        this.from = from;
        this.clock = clock;
    }

    @Override
    public Uni<Void> send(OutgoingMail mail) {
        return Uni.createFrom()
                .voidItem()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .invoke(() -> write(mail));
    }

    private void write(OutgoingMail mail) {
        try {
            Files.createDirectories(directory, PRIVATE_DIRECTORY);
            Path unfinished = Files.createTempFile(directory, mail.id(), ".part", PRIVATE_FILE);
            Files.writeString(unfinished, message(mail));
            Files.move(unfinished, directory.resolve(mail.id() + ".eml"), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** RFC 5322, with UTF-8 in the header according to RFC 6532. */
    private String message(OutgoingMail mail) {
        String date =
                DateTimeFormatter.RFC_1123_DATE_TIME.format(clock.instant().atOffset(ZoneOffset.UTC));
        return """
                Message-ID: %s
                Date: %s
                From: %s
                To: %s
                Subject: %s
                MIME-Version: 1.0
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: 8bit

                %s""".formatted(mail.messageId(), date, from, mail.recipient(), mail.subject(), mail.text());
    }

    private static FileAttribute<Set<PosixFilePermission>> permissions(String text) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text));
    }
}
