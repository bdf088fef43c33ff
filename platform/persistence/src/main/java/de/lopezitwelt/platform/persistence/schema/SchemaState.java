package de.lopezitwelt.platform.persistence.schema;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.jspecify.annotations.Nullable;

/**
 * The version that a schema has and the one that this program needs. A newer schema is fine: version N-1 serves on the schema of N.
 *
 * @param current version of the last migration, or a word for a schema without one
 * @param needed version of this program's last migration; empty when the schema cannot be seen
 * @param failed version of this program's migration that failed; null when none did
 */
record SchemaState(String current, String needed, @Nullable String failed, boolean complete) {
    private static final String EMPTY = "empty";
    /** Access to the database is denied: only the first migration gives the accounts their rights. */
    private static final int NO_RIGHT_YET = 1044;

    /** Asks the database. A database that does not answer is a state, too. */
    static SchemaState of(Flyway flyway) {
        MigrationInfo[] all;
        try {
            all = flyway.info().all();
        } catch (FlywayException away) {
            String is = hasNoRightYet(away) ? EMPTY : "cannot be read: " + firstLine(away);
            return new SchemaState(is, "", null, false);
        }
        return of(all);
    }

    static SchemaState of(MigrationInfo... all) {
        String current = Arrays.stream(all)
                .filter(migration -> migration.getState().isApplied()
                        && !migration.getState().isFailed())
                .map(MigrationInfo::getVersion)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .map(MigrationVersion::getVersion)
                .orElse(EMPTY);
        String needed = Arrays.stream(all)
                .filter(migration -> migration.getState().isResolved())
                .map(MigrationInfo::getVersion)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .map(MigrationVersion::getVersion)
                .orElse(EMPTY);
        String failed = Arrays.stream(all)
                .filter(migration ->
                        migration.getState().isFailed() && migration.getState().isResolved())
                .map(migration -> String.valueOf(migration.getVersion()))
                .findFirst()
                .orElse(null);
        boolean pending = Arrays.stream(all)
                .anyMatch(migration -> migration.getState().isResolved()
                        && !migration.getState().isApplied());
        return new SchemaState(current, needed, failed, failed == null && !pending);
    }

    /** In a sentence, with both versions. */
    String sentence(String schema) {
        if (needed.isEmpty()) {
            return "schema " + schema + " is " + current
                    + (current.equals(EMPTY) ? ": no migration has given this account its rights yet" : "");
        }
        String is = "schema " + schema + " is " + (current.equals(EMPTY) ? "" : "at ") + current
                + ", this program needs " + needed;
        return failed == null ? is : is + "; the migration to " + failed + " has failed";
    }

    private static boolean hasNoRightYet(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException refused && refused.getErrorCode() == NO_RIGHT_YET) {
                return true;
            }
        }
        return false;
    }

    private static String firstLine(FlywayException failure) {
        return String.valueOf(failure.getMessage()).strip().lines().findFirst().orElse("");
    }
}
