package de.lopezitwelt.platform.local.data.rollback;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Runs one undo script, or the rest of one that was killed. A statement that was begun and not noted as done runs again:
 * changes of rows are committed together with the note, and for tables, columns and rights MySQL reports that they are gone or
 * exist already.
 */
final class UndoRun {
    /** Errors for things that exist already or are gone already: tables, columns, keys, functions, triggers, rights. */
    private static final Set<Integer> ALREADY_SO =
            Set.of(1050, 1051, 1054, 1060, 1061, 1091, 1141, 1146, 1147, 1305, 1360, 1403);
    /** All other statements queue behind one that waits for a table, so it does not wait long. */
    private static final int PATIENCE_SECONDS = 15;

    private final Connection connection;
    private final UndoScript script;
    private final Consumer<String> progress;

    /** @param progress receives each statement after its execution, before it is noted as done */
    UndoRun(Connection connection, UndoScript script, Consumer<String> progress) {
        this.connection = connection;
        this.script = script;
        this.progress = progress;
    }

    void run() throws SQLException {
        var journal = new UndoJournal(connection);
        var history = new SchemaHistory(connection);
        journal.create();
        UndoJournal.Entry entry = journal.read().orElse(null);
        if (entry == null) {
            entry = new UndoJournal.Entry(script.version(), script.checksum(), 0, 0);
            inTransaction(() -> {
                journal.open(script);
                history.markAsBroken(script.version());
            });
        } else if (!entry.version().equals(script.version()) || entry.checksum() != script.checksum()) {
            throw new IllegalStateException("the undo of " + entry.version() + " was begun with another "
                    + script.name() + " than is here now; finish it with the one it was begun with");
        }
        execute("SET SESSION lock_wait_timeout = " + PATIENCE_SECONDS);
        for (int number = entry.done(); number < script.statements().size(); number++) {
            int done = number + 1;
            UndoStatement statement = script.statements().get(number);
            if (statement.changesRowsOnly()) {
                inTransaction(() -> {
                    execute(statement.sql());
                    progress.accept(statement.shown());
                    journal.done(done);
                });
            } else {
                journal.begun(done);
                change(statement, entry.begun() >= done);
                progress.accept(statement.shown());
                journal.done(done);
            }
        }
        inTransaction(() -> {
            history.forget(script.version());
            journal.close();
        });
        journal.drop();
    }

    private void change(UndoStatement statement, boolean again) throws SQLException {
        try {
            execute(statement.sql());
        } catch (SQLException refused) {
            if (!again || !ALREADY_SO.contains(refused.getErrorCode())) {
                throw refused;
            }
        }
    }

    private void inTransaction(Work work) throws SQLException {
        connection.setAutoCommit(false);
        boolean committed = false;
        try {
            work.run();
            connection.commit();
            committed = true;
        } finally {
            if (!committed) {
                connection.rollback();
            }
            connection.setAutoCommit(true);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Work that is committed as a whole or not at all. */
    private interface Work {
        void run() throws SQLException;
    }
}
