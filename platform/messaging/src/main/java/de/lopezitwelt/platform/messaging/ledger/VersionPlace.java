package de.lopezitwelt.platform.messaging.ledger;

/** Where a consumer keeps the last version of each aggregate, which tells whether an event is a repetition. */
public sealed interface VersionPlace {
    /** A row for each aggregate in the consumer's table of versions. */
    VersionPlace LEDGER = new Ledger();

    /** Nowhere: folding an event again gives the same as folding it once. */
    VersionPlace NOWHERE = new Nowhere();

    record Ledger() implements VersionPlace {}

    record Nowhere() implements VersionPlace {}

    /**
     * In the rows that the consumer folds into, one for each aggregate; in the table of versions only for aggregates that
     * have no row, because they were deleted or could not be folded.
     *
     * @param table whose primary key {@code key} is the key of the events
     * @param version its column for the last version; NULL when the table of versions has it
     */
    record Rows(String table, String key, String version) implements VersionPlace {}
}
