package de.lopezitwelt.platform.local.data.backup;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a backup holds. It stands beside the sealed data in plain text, so that backups can be told apart without their key;
 * the same stands at the end of the sealed data, and that is what counts.
 *
 * @param format of the sealed data; counts up
 * @param takenAt ISO-8601, the moment that all schemas are from
 * @param gtids what the server had executed at that moment
 * @param keyId of the key that sealed the data
 * @param schemas by name
 * @param filesInS3 attachments whose content is not in MySQL and therefore not in here
 */
record BackupManifest(
        int format,
        String takenAt,
        String serverUuid,
        String serverVersion,
        String gtids,
        int keyId,
        Map<String, Schema> schemas,
        long filesInS3) {
    static final int FORMAT = 1;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    BackupManifest {
        schemas = new TreeMap<>(schemas);
    }

    /** @param version of its newest migration */
    record Schema(String version, Map<String, Table> tables) {
        Schema {
            tables = new TreeMap<>(tables);
        }
    }

    /** @param checksum sum over the rows of the CRC-32 of what each holds; their order does not matter */
    record Table(long rows, long checksum) {}

    Instant moment() {
        return Instant.parse(takenAt);
    }

    long rows() {
        return schemas.values().stream()
                .flatMap(schema -> schema.tables().values().stream())
                .mapToLong(Table::rows)
                .sum();
    }

    String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** @throws IOException when it is no manifest */
    static BackupManifest parse(String json) throws IOException {
        return JSON.readValue(json, BackupManifest.class);
    }
}
