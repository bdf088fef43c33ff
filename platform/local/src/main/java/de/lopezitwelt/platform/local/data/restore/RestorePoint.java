package de.lopezitwelt.platform.local.data.restore;

import de.lopezitwelt.platform.local.data.binlog.GtidSet;
import java.time.Instant;

/** The point up to which transactions are restored. */
public sealed interface RestorePoint {
    /** The end of the archive. */
    record Latest() implements RestorePoint {}

    /** A time, to the microsecond: transactions committed then or before. */
    record Time(Instant moment) implements RestorePoint {}

    /** A set of transactions; the first one that is not in it ends the replay. */
    record Transactions(GtidSet gtids) implements RestorePoint {}

    /** Everything before the last change of tables whose text contains this, regardless of case. */
    record BeforeStatement(String text) implements RestorePoint {}
}
