package de.lopezitwelt.auth.jwks;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** The keys in the configured file, read again when the file changes. */
@Singleton
public class SigningKeys {
    private static final Logger LOG = Logger.getLogger(SigningKeys.class);

    private final Path file;
    private volatile KeySet keys;
    private volatile FileTime readVersion;

    SigningKeys(@ConfigProperty(name = "lopez.auth.signing-keys-file") Path file) {
        this.file = file;
        this.readVersion = modified();
        this.keys = read();
    }

    public SigningKey current() {
        return keys.current();
    }

    Map<String, Object> published() {
        return keys.published();
    }

    /** Takes over a changed file; an unreadable one is reported and the keys in use stay. */
    void reloadIfChanged() {
        try {
            FileTime version = modified();
            if (!version.equals(readVersion)) {
                keys = read();
                readVersion = version;
                LOG.infof("Signing keys read again, %s signs", keys.current().id());
            }
        } catch (UncheckedIOException | IllegalArgumentException e) {
            LOG.errorf("The signing keys cannot be read; the ones in use stay: %s", e.getMessage());
        }
    }

    private KeySet read() {
        try {
            return KeySet.parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private FileTime modified() {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
