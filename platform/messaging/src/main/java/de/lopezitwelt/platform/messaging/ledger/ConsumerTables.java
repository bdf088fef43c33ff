package de.lopezitwelt.platform.messaging.ledger;

/**
 * The tables that hold a consumer's place. The platform's migration creates the defaults; a fold that is rebuilt by
 * renaming tables has its own tables with the same columns.
 */
public record ConsumerTables(String offsets, String versions, String gaps) {
    public static final ConsumerTables SHARED =
            new ConsumerTables("consumer_offsets", "aggregate_versions", "event_gaps");

    public ConsumerTables {
        requireName(offsets);
        requireName(versions);
        requireName(gaps);
    }

    private static void requireName(String table) {
        if (!table.matches("[a-z][a-z0-9_]{0,62}")) {
            throw new IllegalArgumentException("not a table name: " + table);
        }
    }
}
