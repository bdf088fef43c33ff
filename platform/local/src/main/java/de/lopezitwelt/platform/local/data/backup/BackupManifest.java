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
 * The contents of a backup. One copy lies beside the sealed data in plain text, so that people can tell backups apart without
 * the key; the authoritative copy is at the end of the sealed data.
 *
 * @param format of the sealed data; counts up
 * @param takenAt ISO-8601, the moment of all schemas
 * @param gtids the transactions that the server had executed at that moment
 * @param keyId of the key that sealed the data
 * @param schemas by name
 * @param filesInS3 number of attachments whose content is not in MySQL and therefore not in the backup
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

    /** @param checksum sum of the CRC-32 of each row; the order of the rows does not matter */
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

    /** @throws IOException when the text is not a manifest */
    static BackupManifest parse(String json) throws IOException {
        return JSON.readValue(json, BackupManifest.class);
    }
}
