package de.lopezitwelt.platform.local.cli;

import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.sql.SQLException;
import java.util.Objects;

/** A sentence for failures whose own message is only a path, or nothing at all. */
final class Explanation {
    private Explanation() {}

    static String of(Throwable failure) {
        return switch (failure) {
            case NoSuchFileException missing -> "no such file: " + missing.getFile();
            case AccessDeniedException denied -> "not permitted: " + denied.getFile();
            case NotDirectoryException file -> "not a directory: " + file.getFile();
            case FileAlreadyExistsException there -> "is there already: " + there.getFile();
            case FileSystemException other -> other.getFile() + ": " + other.getReason();
            case CharacterCodingException garbage -> "not a text in UTF-8";
            case ConnectException away when away.getMessage() == null -> "nobody answers at the other end";
            case SQLException refused -> "MySQL refuses: " + refused.getMessage();
            case UncheckedIOException wrapped -> of(Objects.requireNonNull(wrapped.getCause()));
            default -> failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        };
    }
}
