package de.lopezitwelt.platform.local.data.rollback;

import java.util.regex.Pattern;

/**
 * One statement of an undo script.
 *
 * @param sql without its semicolon
 * @param losses a query that counts the rows that lose content by it; empty when the script says that none do, and {@link
 *     #DERIVED} when the script does not say it: the count then follows from the statement
 */
record UndoStatement(String sql, String losses) {
    static final String DERIVED = "?";
    private static final Pattern DATA = Pattern.compile("(?is)(?:UPDATE|DELETE|INSERT)\\b.*");

    /** Whether it can share a transaction with the note that it was done; MySQL commits everything else by itself. */
    boolean changesRowsOnly() {
        return DATA.matcher(sql).matches();
    }

    /** In one line. */
    String shown() {
        return sql.replaceAll("\\s+", " ");
    }
}
