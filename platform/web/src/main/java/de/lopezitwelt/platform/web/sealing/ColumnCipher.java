package de.lopezitwelt.platform.web.sealing;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Seals column values with AES-256-GCM. The associated data names service, table, column and row, so that a ciphertext
 * copied into another row, column or table does not open.
 */
public final class ColumnCipher {
    private static final Logger LOG = Logger.getLogger(ColumnCipher.class);
    /** The first byte that Tink writes; the key's id follows. */
    private static final byte TINK = 1;

    private final Path file;
    private final String service;
    private volatile Keys keys;
    private volatile FileTime readVersion;

    /** @param sealingPrefix first bytes of whatever this key set seals */
    private record Keys(Aead aead, byte[] sealingPrefix) {}

    /**
     * Reads the keys.
     *
     * @param keysetFile of Tink's JSON
     * @param service the owner of the columns, part of the associated data: never change it
     */
    public ColumnCipher(Path keysetFile, String service) {
        this.file = keysetFile;
        this.service = service;
        try {
            AeadConfig.register();
            readVersion = Files.getLastModifiedTime(file);
            keys = read();
        } catch (GeneralSecurityException quotesTheFile) {
            throw new IllegalStateException("The column keyset is no keyset of Tink's");
        } catch (IOException e) {
            throw new IllegalStateException("The column keyset cannot be read", e);
        }
    }

    public byte[] seal(String plaintext, String table, String column, String rowId) {
        try {
            return keys.aead().encrypt(plaintext.getBytes(StandardCharsets.UTF_8), place(table, column, rowId));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Sealing failed", e);
        }
    }

    /** Empty when the ciphertext was not sealed for exactly this place, or not by us. */
    public Optional<String> open(byte[] ciphertext, String table, String column, String rowId) {
        try {
            return Optional.of(
                    new String(keys.aead().decrypt(ciphertext, place(table, column, rowId)), StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    /** The first bytes of everything that is sealed from now on. */
    byte[] sealingPrefix() {
        return keys.sealingPrefix().clone();
    }

    /** Takes over a changed file and says whether it did; an unreadable one is reported and the keys in use stay. */
    boolean reloadIfChanged() {
        try {
            FileTime version = Files.getLastModifiedTime(file);
            if (version.equals(readVersion)) {
                return false;
            }
            keys = read();
            readVersion = version;
            LOG.info("The column keyset was read again");
            return true;
        } catch (GeneralSecurityException | IOException e) {
            LOG.error("The column keyset cannot be read; the one in use stays");
            return false;
        }
    }

    private Keys read() throws GeneralSecurityException, IOException {
        KeysetHandle handle =
                TinkJsonProtoKeysetFormat.parseKeyset(Files.readString(file), InsecureSecretKeyAccess.get());
        byte[] prefix = ByteBuffer.allocate(1 + Integer.BYTES)
                .put(TINK)
                .putInt(handle.getPrimary().getId())
                .array();
        return new Keys(handle.getPrimitive(RegistryConfiguration.get(), Aead.class), prefix);
    }

    private byte[] place(String table, String column, String rowId) {
        return String.join("|", service, table, column, rowId).getBytes(StandardCharsets.UTF_8);
    }
}
