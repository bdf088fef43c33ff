package de.lopezitwelt.platform.mysql;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Certificates in the one form that MySQL's JDBC driver reads. */
final class TrustStore {
    static final String TYPE = "PKCS12";
    /** Certificates are no secret; the form wants a password. */
    static final String PASSWORD = "certificates";

    private static final Map<Path, Path> MADE = new ConcurrentHashMap<>();

    private TrustStore() {}

    /**
     * A file that lives as long as this JVM.
     *
     * @param authorities one certificate or more, in PEM
     * @throws IllegalStateException when they cannot be read
     */
    static Path of(Path authorities) {
        return MADE.computeIfAbsent(authorities.toAbsolutePath(), TrustStore::make);
    }

    private static Path make(Path authorities) {
        try (InputStream in = Files.newInputStream(authorities)) {
            KeyStore store = KeyStore.getInstance(TYPE);
            store.load(null, null);
            int number = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("authority-" + number++, certificate);
            }
            if (number == 0) {
                throw new IllegalStateException("no certificate in PEM: " + authorities);
            }
            Path file = Files.createTempFile("lopez-authorities", ".p12");
            file.toFile().deleteOnExit();
            try (OutputStream out = Files.newOutputStream(file)) {
                store.store(out, PASSWORD.toCharArray());
            }
            return file;
        } catch (IOException | GeneralSecurityException unreadable) {
            throw new IllegalStateException("certificates cannot be read: " + authorities, unreadable);
        }
    }
}
