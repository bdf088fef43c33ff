package de.lopezitwelt.platform.local.data.backup;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.StreamingAead;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.streamingaead.PredefinedStreamingAeadParameters;
import com.google.crypto.tink.streamingaead.StreamingAeadConfig;
import de.lopezitwelt.platform.local.secret.PrivateFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/**
 * Seals backups: AES-256-GCM in segments of 1 MiB with keys derived for each backup (Tink's streaming AEAD), so that a changed,
 * missing or repeated segment is found, and a cut end too. The key is in a file of its own and in no backup.
 */
public final class BackupKey {
    private final KeysetHandle keyset;
    private final StreamingAead cipher;

    private BackupKey(KeysetHandle keyset) throws GeneralSecurityException {
        this.keyset = keyset;
        this.cipher = keyset.getPrimitive(RegistryConfiguration.get(), StreamingAead.class);
    }

    /**
     * The key of that file; creates the file with a new key when there is none.
     *
     * @throws IOException when the file holds something else
     */
    public static BackupKey in(Path file) throws IOException {
        try {
            StreamingAeadConfig.register();
            if (!Files.exists(file)) {
                Path directory = file.toAbsolutePath().getParent();
                if (directory != null) {
                    PrivateFiles.directory(directory);
                }
                KeysetHandle fresh = KeysetHandle.generateNew(PredefinedStreamingAeadParameters.AES256_GCM_HKDF_1MB);
                PrivateFiles.write(
                        file, TinkJsonProtoKeysetFormat.serializeKeyset(fresh, InsecureSecretKeyAccess.get()) + "\n");
            }
            return new BackupKey(
                    TinkJsonProtoKeysetFormat.parseKeyset(Files.readString(file), InsecureSecretKeyAccess.get()));
        } catch (GeneralSecurityException broken) {
            throw new IOException("no key for backups: " + file, broken);
        }
    }

    /** Identifies the key, without revealing it. */
    int id() {
        return keyset.getPrimary().getId();
    }

    boolean knows(int id) {
        for (int index = 0; index < keyset.size(); index++) {
            if (keyset.getAt(index).getId() == id) {
                return true;
            }
        }
        return false;
    }

    /** @param purpose must be the same for opening the sealed bytes */
    public OutputStream seal(OutputStream out, String purpose) throws IOException {
        try {
            return cipher.newEncryptingStream(out, purpose.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Reading fails with an {@link IOException} at bytes that were not sealed with this key and purpose. */
    public InputStream open(InputStream in, String purpose) throws IOException {
        try {
            return cipher.newDecryptingStream(in, purpose.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
