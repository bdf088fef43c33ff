package de.lopezitwelt.platform.local.data.backup;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Optional;

/** Reads the archives of {@link ArchiveWriter}. */
final class ArchiveReader implements Closeable {
    private static final int BUFFER = 1 << 16;

    private final Backup backup;
    private final DataInputStream in;

    /** @throws IOException when the backup has an unknown format or an unknown key */
    ArchiveReader(Backup backup, BackupKey key) throws IOException {
        this.backup = backup;
        BackupManifest manifest = backup.manifest();
        if (manifest.format() > BackupManifest.FORMAT) {
            throw new IOException("backup " + backup.name() + " has format " + manifest.format()
                    + ", this release reads up to " + BackupManifest.FORMAT + ": use the release that wrote it");
        }
        if (!key.knows(manifest.keyId())) {
            throw new IOException("backup " + backup.name() + " was sealed with key " + manifest.keyId()
                    + ", which is not the one given (" + key.id() + ")");
        }
        var sealed = new BufferedInputStream(Files.newInputStream(backup.data()), BUFFER);
        in = new DataInputStream(
                new BufferedInputStream(new ZstdInputStream(key.open(sealed, ArchiveWriter.PURPOSE)), BUFFER));
    }

    /**
     * The next entry; empty after the manifest.
     *
     * @throws IOException when the data was changed or cut
     */
    Optional<ArchiveEntry> next() throws IOException {
        try {
            int kind = in.read();
            if (kind < 0) {
                return Optional.empty();
            }
            String schema = in.readUTF();
            byte[] text = in.readNBytes(in.readInt());
            return Optional.of(new ArchiveEntry(
                    ArchiveEntry.Kind.values()[kind], schema, new String(text, StandardCharsets.UTF_8)));
        } catch (EOFException cut) {
            throw new IOException("backup " + backup.name() + " is cut off", cut);
        } catch (IOException broken) {
            throw new IOException(
                    "backup " + backup.name() + " was changed or damaged: its data does not open with the key", broken);
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
