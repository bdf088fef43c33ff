package de.lopezitwelt.platform.local.data.rollback;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * The script that takes one migration back.
 *
 * @param name of its file
 */
public record UndoScript(String name, Version version, List<UndoStatement> statements) {
    private static final String LOSES = "-- loses ";
    private static final String NOTHING = "nothing:";

    public UndoScript {
        statements = List.copyOf(statements);
    }

    /**
     * Reads statements that end with semicolons. A comment line {@code -- loses SELECT COUNT(*) …} before one counts the rows
     * that lose content by it, {@code -- loses nothing: reason} says that none do.
     *
     * @param placeholders replacements of <code>${name}</code>
     * @throws IllegalArgumentException naming the script when it ends in the middle of a statement
     */
    static UndoScript parse(String name, Version version, String text, Map<String, String> placeholders) {
        String filled = text;
        for (Map.Entry<String, String> placeholder : placeholders.entrySet()) {
            filled = filled.replace("${" + placeholder.getKey() + "}", placeholder.getValue());
        }
        var statements = new ArrayList<UndoStatement>();
        var sql = new StringBuilder();
        String losses = UndoStatement.DERIVED;
        for (String line : filled.lines().toList()) {
            if (sql.isEmpty() && line.startsWith(LOSES)) {
                String told = line.substring(LOSES.length()).strip();
                losses = told.startsWith(NOTHING) ? "" : told;
            } else if (!(sql.isEmpty() && (line.isBlank() || line.startsWith("--")))) {
                sql.append(sql.isEmpty() ? "" : "\n").append(line);
                if (line.endsWith(";") && !opensText(sql)) {
                    sql.setLength(sql.length() - 1);
                    statements.add(new UndoStatement(sql.toString(), losses));
                    sql.setLength(0);
                    losses = UndoStatement.DERIVED;
                }
            }
        }
        if (!sql.isEmpty() || !losses.equals(UndoStatement.DERIVED)) {
            throw new IllegalArgumentException(name + " ends in the middle of a statement");
        }
        return new UndoScript(name, version, statements);
    }

    /** A checksum, which shows that a script was changed while it was half done. */
    long checksum() {
        var sum = new CRC32();
        statements.forEach(statement -> sum.update(statement.sql().getBytes(StandardCharsets.UTF_8)));
        return sum.getValue();
    }

    private static boolean opensText(CharSequence sql) {
        return sql.chars().filter(character -> character == '\'').count() % 2 == 1;
    }
}
