package de.lopezitwelt.benchmarks.frame;

/**
 * What happened to the rows of one table.
 *
 * @param binlogBytes size of its row events in the binary log, which hold whole rows
 */
public record TableWork(long inserted, long updated, long deleted, long binlogBytes) {
    static final TableWork NONE = new TableWork(0, 0, 0, 0);

    boolean isNothing() {
        return equals(NONE);
    }

    TableWork plus(TableWork other) {
        return new TableWork(
                inserted + other.inserted,
                updated + other.updated,
                deleted + other.deleted,
                binlogBytes + other.binlogBytes);
    }

    TableWork minus(TableWork earlier) {
        return new TableWork(
                inserted - earlier.inserted,
                updated - earlier.updated,
                deleted - earlier.deleted,
                binlogBytes - earlier.binlogBytes);
    }
}
