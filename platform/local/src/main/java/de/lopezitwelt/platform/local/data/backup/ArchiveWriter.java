package de.lopezitwelt.platform.local.data.backup;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes entries: framed by their length, compressed, sealed. */
final class ArchiveWriter implements Closeable {
    static final String PURPOSE = "lopez backup, format " + BackupManifest.FORMAT;
    private static final int LEVEL = 3;
    private static final int BUFFER = 1 << 16;

    private final FileChannel file;
    private final DataOutputStream out;

    ArchiveWriter(Path path, BackupKey key) throws IOException {
        file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        var sealed = key.seal(new BufferedOutputStream(Channels.newOutputStream(file), BUFFER), PURPOSE);
        out = new DataOutputStream(new BufferedOutputStream(new ZstdOutputStream(sealed, LEVEL), BUFFER));
    }

    void write(ArchiveEntry.Kind kind, String schema, String text) throws IOException {
        write(kind, schema, text.getBytes(StandardCharsets.UTF_8));
    }

    void write(ArchiveEntry.Kind kind, String schema, byte[] text) throws IOException {
        out.writeByte(kind.ordinal());
        out.writeUTF(schema);
        out.writeInt(text.length);
        out.write(text);
    }

    /** Everything is on the disk when this returns. */
    void finish() throws IOException {
        out.flush();
        close();
    }

    @Override
    public void close() throws IOException {
        try (file) {
            out.close();
        }
    }
}
