package de.lopezitwelt.platform.local.data.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/** One complete backup: a directory with its final name. */
public final class Backup {
    static final String DATA = "data.sealed";
    static final String MANIFEST = "manifest.json";
    /** The file of checksums, in the format of {@code sha256sum}. */
    static final String CHECKSUMS = "SHA256SUMS";

    private static final String VERIFIED = "verified";
    private static final int BLOCK = 1 << 16;

    private final Path directory;
    private final BackupManifest manifest;

    private Backup(Path directory, BackupManifest manifest) {
        this.directory = directory;
        this.manifest = manifest;
    }

    /** @throws IOException naming the directory when it holds no backup */
    static Backup in(Path directory) throws IOException {
        Path file = directory.resolve(MANIFEST);
        if (!Files.isRegularFile(file)) {
            throw new IOException("no backup: " + directory + " has no " + MANIFEST);
        }
        try {
            return new Backup(directory, BackupManifest.parse(Files.readString(file)));
        } catch (IOException broken) {
            throw new IOException("no manifest of a backup: " + file, broken);
        }
    }

    public String name() {
        return directory.getFileName().toString();
    }

    public Path directory() {
        return directory;
    }

    /** The moment of everything in it. */
    public Instant moment() {
        return manifest.moment();
    }

    /** Of the server it was taken from. */
    public String serverUuid() {
        return manifest.serverUuid();
    }

    /** The transactions that the server had executed at that moment, in MySQL's form. */
    public String gtids() {
        return manifest.gtids();
    }

    public long rows() {
        return manifest.rows();
    }

    /** Number of attachments whose content is not in it. */
    public long filesInS3() {
        return manifest.filesInS3();
    }

    public long bytes() throws IOException {
        return Files.size(data());
    }

    BackupManifest manifest() {
        return manifest;
    }

    Path data() {
        return directory.resolve(DATA);
    }

    /** When it was last restored and found to be complete. */
    public Optional<Instant> verifiedAt() throws IOException {
        Path file = directory.resolve(VERIFIED);
        return Files.exists(file)
                ? Optional.of(Instant.parse(Files.readString(file).strip()))
                : Optional.empty();
    }

    void verified(Instant at) throws IOException {
        Files.writeString(directory.resolve(VERIFIED), at + "\n");
    }

    /** @throws IOException when a byte of the data has changed */
    void requireIntact() throws IOException {
        Path file = directory.resolve(CHECKSUMS);
        if (!Files.isRegularFile(file) || !Files.isRegularFile(data())) {
            throw new IOException("backup " + name() + " is not whole: " + DATA + " or " + CHECKSUMS + " is missing");
        }
        String expected = Files.readString(file);
        for (String part : new String[] {DATA, MANIFEST}) {
            if (!expected.contains(sha256(directory.resolve(part)) + "  " + part + "\n")) {
                throw new IOException("backup " + name() + " was changed or damaged: " + part + " is not what "
                        + CHECKSUMS + " says");
            }
        }
    }

    static String checksums(Path directory) throws IOException {
        var text = new StringBuilder();
        for (String part : new String[] {DATA, MANIFEST}) {
            text.append(sha256(directory.resolve(part)))
                    .append("  ")
                    .append(part)
                    .append('\n');
        }
        return text.toString();
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                var digesting = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            byte[] block = new byte[BLOCK];
            while (digesting.read(block) >= 0) {
                // reading updates the digest
            }
            return HexFormat.of().formatHex(digesting.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
