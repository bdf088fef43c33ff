package de.lopezitwelt.platform.persistence.schema;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.jspecify.annotations.Nullable;

/**
 * What a schema is and what this program needs. A schema that is newer is good: version N-1 serves on the schema of N.
 *
 * @param current version of the last migration, or what is there instead
 * @param needed version of this program's last migration; empty when the schema cannot be seen
 * @param failed version of this program's migration that failed; null when none did
 */
record SchemaState(String current, String needed, @Nullable String failed, boolean complete) {
    private static final String EMPTY = "empty";

    /** Asks the database. One that does not answer is a state, too. */
    static SchemaState of(Flyway flyway) {
        MigrationInfo[] all;
        try {
            all = flyway.info().all();
        } catch (FlywayException away) {
            return new SchemaState("not to be seen: " + firstLine(away), "", null, false);
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
            return "schema " + schema + " is " + current;
        }
        String is = "schema " + schema + " is " + (current.equals(EMPTY) ? "" : "at ") + current
                + ", this program needs " + needed;
        return failed == null ? is : is + "; the migration to " + failed + " has failed";
    }

    private static String firstLine(FlywayException failure) {
        return String.valueOf(failure.getMessage()).strip().lines().findFirst().orElse("");
    }
}
