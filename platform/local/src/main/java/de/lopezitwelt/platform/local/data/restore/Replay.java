package de.lopezitwelt.platform.local.data.restore;

import de.lopezitwelt.platform.local.data.binlog.BinlogFile;
import de.lopezitwelt.platform.local.data.binlog.BinlogTransaction;
import de.lopezitwelt.platform.local.data.binlog.GtidSet;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The part of a binary log that is replayed onto a backup.
 *
 * @param files to read, in order; none when the backup alone is enough
 * @param stop position in the last file at which the replay ends
 * @param last last replayed transaction; empty for none
 * @param cut first transaction that is not replayed; empty when all are
 */
public record Replay(List<Path> files, long stop, Optional<BinlogTransaction> last, Optional<BinlogTransaction> cut) {
    public Replay {
        files = List.copyOf(files);
    }

    /**
     * Finds the part that reaches a point.
     *
     * @param all files of the archive, in order
     * @param had transactions that the backup has
     * @param taken when the backup was taken
     * @param known the moment up to which the archive is complete
     * @throws IOException naming a gap, a time outside of the archive, or a statement that was not found
     */
    public static Replay of(List<Path> all, GtidSet had, Instant taken, Instant known, RestorePoint point)
            throws IOException {
        if (point instanceof RestorePoint.Time time) {
            requireKnown(time.moment(), taken, known);
        }
        if (point instanceof RestorePoint.Transactions wanted && !wanted.gtids().containsAll(had)) {
            throw new IOException(
                    "the backup has transactions that are not among " + wanted.gtids() + ": take an earlier backup");
        }
        long statement = point instanceof RestorePoint.BeforeStatement before ? lastWith(all, had, before.text()) : -1;
        GtidSet have = GtidSet.parse(had.toString());
        var files = new ArrayList<Path>();
        BinlogTransaction last = null;
        long number = 0;
        long end = 0;
        for (Path file : all) {
            files.add(file);
            end = 4;
            for (BinlogTransaction transaction : BinlogFile.read(file)) {
                boolean cut = switch (point) {
                    case RestorePoint.Latest latest -> false;
                    case RestorePoint.Time time -> transaction.committedAt().isAfter(time.moment());
                    case RestorePoint.Transactions wanted -> !wanted.gtids().contains(transaction);
                    case RestorePoint.BeforeStatement before -> number == statement;
                };
                if (cut && !had.contains(transaction)) {
                    return found(files, transaction.position(), last, have, transaction);
                }
                if (!had.contains(transaction)) {
                    last = transaction;
                }
                have.add(transaction);
                number++;
                end = transaction.end();
            }
        }
        if (point instanceof RestorePoint.Transactions wanted && !have.containsAll(wanted.gtids())) {
            throw new IOException("the archive does not have all of " + wanted.gtids() + ", it ends with " + have);
        }
        return found(files, end, last, have, null);
    }

    private static Replay found(
            List<Path> files,
            long stop,
            @Nullable BinlogTransaction last,
            GtidSet have,
            @Nullable BinlogTransaction cut)
            throws IOException {
        if (!have.gaps().isEmpty()) {
            throw new IOException("gap: between the backup and the archive these transactions are missing: "
                    + String.join(", ", have.gaps()));
        }
        return new Replay(files, stop, Optional.ofNullable(last), Optional.ofNullable(cut));
    }

    private static void requireKnown(Instant moment, Instant taken, Instant known) throws IOException {
        if (moment.isBefore(taken)) {
            throw new IOException(moment + " is before the backup, which is of " + taken + ": take an earlier one");
        }
        if (moment.isAfter(known)) {
            throw new IOException("what was committed up to " + moment
                    + " is not known: the archive has everything up to " + known + " only");
        }
    }

    /** Counted from the first transaction of the first file. */
    private static long lastWith(List<Path> all, GtidSet had, String text) throws IOException {
        String wanted = text.toLowerCase(Locale.ROOT);
        long number = 0;
        long found = -1;
        for (Path file : all) {
            for (BinlogTransaction transaction : BinlogFile.read(file)) {
                boolean says = transaction.statements().stream()
                        .anyMatch(
                                statement -> statement.toLowerCase(Locale.ROOT).contains(wanted));
                if (says && !had.contains(transaction)) {
                    found = number;
                }
                number++;
            }
        }
        if (found < 0) {
            throw new IOException("no statement since the backup has \"" + text + "\" in it");
        }
        return found;
    }
}
