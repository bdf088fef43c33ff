package de.lopezitwelt.platform.local.data.backup;

/**
 * One piece of a backup's data.
 *
 * @param schema the statement is to be run in; empty for none
 * @param text an SQL statement without its semicolon, or the manifest
 */
record ArchiveEntry(Kind kind, String schema, String text) {
    /** In the order in which they stand, and in which they are put into a server. */
    enum Kind {
        ACCOUNT,
        SCHEMA,
        TABLE,
        ROWS,
        /** Functions, views, triggers, events: what may fail as long as another of them is missing. */
        PROGRAM,
        GRANT,
        /** The last one; without it something is missing. */
        MANIFEST
    }
}
