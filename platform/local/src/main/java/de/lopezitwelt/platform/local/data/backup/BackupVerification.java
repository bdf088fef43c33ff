package de.lopezitwelt.platform.local.data.backup;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import de.lopezitwelt.platform.local.account.MySqlServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Loads a backup into a temporary server, and compares every table with the manifest. */
public final class BackupVerification {
    private final Backup backup;
    private final BackupKey key;
    private final @Nullable Path keyset;

    /** @param keyset the keyset of sealed columns, to open a value; null when it is not available */
    public BackupVerification(Backup backup, BackupKey key, @Nullable Path keyset) {
        this.backup = backup;
        this.key = key;
        this.keyset = keyset;
    }

    /**
     * Verifies the backup and notes the time in it.
     *
     * @param scratch an empty server
     * @return the differences; empty when the backup is good
     */
    public List<String> in(MySqlServer scratch) throws SQLException, IOException {
        new BackupLoader(backup, key).into(scratch);
        var differences = new ArrayList<String>();
        try (Connection connection = scratch.connect()) {
            for (Map.Entry<String, BackupManifest.Schema> schema :
                    backup.manifest().schemas().entrySet()) {
                for (Map.Entry<String, BackupManifest.Table> table :
                        schema.getValue().tables().entrySet()) {
                    BackupManifest.Table found = read(connection, schema.getKey(), table.getKey());
                    if (!found.equals(table.getValue())) {
                        differences.add(
                                schema.getKey() + "." + table.getKey() + " has " + found.rows() + " rows with checksum "
                                        + found.checksum() + ", written were "
                                        + table.getValue().rows() + " with "
                                        + table.getValue().checksum());
                    }
                }
            }
            if (keyset != null && backup.manifest().schemas().containsKey("lopez_auth")) {
                openOneColumn(connection, keyset, differences);
            }
        }
        if (differences.isEmpty()) {
            backup.verified(Instant.now());
        }
        return differences;
    }

    private static BackupManifest.Table read(Connection connection, String schema, String table)
            throws SQLException, IOException {
        try (Statement statement = connection.createStatement();
                Statement streaming = connection.createStatement()) {
            return TableRows.of(statement, schema, table).read(streaming, insert -> {});
        }
    }

    /** Checks that the keyset opens a sealed value: no backup contains the keyset, and without it sealed columns are lost. */
    private static void openOneColumn(Connection connection, Path keyset, List<String> differences)
            throws SQLException, IOException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT id, encrypted_data FROM lopez_auth.users"
                        + " WHERE encrypted_data IS NOT NULL LIMIT 1")) {
            if (row.next()) {
                AeadConfig.register();
                TinkJsonProtoKeysetFormat.parseKeyset(Files.readString(keyset), InsecureSecretKeyAccess.get())
                        .getPrimitive(RegistryConfiguration.get(), Aead.class)
                        .decrypt(
                                row.getBytes(2),
                                ("auth|users|encrypted_data|" + row.getString(1)).getBytes(StandardCharsets.UTF_8));
            }
        } catch (GeneralSecurityException closed) {
            differences.add("a sealed column does not open with the keyset " + keyset);
        }
    }
}
