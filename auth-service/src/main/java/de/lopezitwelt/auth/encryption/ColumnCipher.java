package de.lopezitwelt.auth.encryption;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Seals column values with AES-256-GCM. The associated data names service, table, column and row, so that a ciphertext
 * copied into another row, column or table does not open.
 */
@Startup
@Singleton
public class ColumnCipher {
    private static final String SERVICE = "auth";

    private final Aead aead;

    ColumnCipher(@ConfigProperty(name = "lopez.auth.keyset-file") Path keysetFile) {
        try {
            AeadConfig.register();
            aead = TinkJsonProtoKeysetFormat.parseKeyset(Files.readString(keysetFile), InsecureSecretKeyAccess.get())
                    .getPrimitive(RegistryConfiguration.get(), Aead.class);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("The column keyset cannot be read", e);
        }
    }

    public byte[] seal(String plaintext, String table, String column, String rowId) {
        try {
            return aead.encrypt(plaintext.getBytes(StandardCharsets.UTF_8), place(table, column, rowId));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Sealing failed", e);
        }
    }

    /** Empty when the ciphertext was not sealed for exactly this place, or not by us. */
    public Optional<String> open(byte[] ciphertext, String table, String column, String rowId) {
        try {
            return Optional.of(
                    new String(aead.decrypt(ciphertext, place(table, column, rowId)), StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static byte[] place(String table, String column, String rowId) {
        return String.join("|", SERVICE, table, column, rowId).getBytes(StandardCharsets.UTF_8);
    }
}
