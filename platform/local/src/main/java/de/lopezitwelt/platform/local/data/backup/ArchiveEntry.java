package de.lopezitwelt.platform.local.data.backup;

/**
 * One piece of a backup's data.
 *
 * @param schema the schema for the statement; empty for none
 * @param text an SQL statement without its semicolon, or the manifest
 */
record ArchiveEntry(Kind kind, String schema, String text) {
    /** The kinds, in the order in which they are written and loaded. */
    enum Kind {
        ACCOUNT,
        SCHEMA,
        TABLE,
        ROWS,
        /** Functions, views, triggers, events: they fail while another one that they need is missing. */
        PROGRAM,
        GRANT,
        /** The last entry; without it the archive is incomplete. */
        MANIFEST
    }
}
