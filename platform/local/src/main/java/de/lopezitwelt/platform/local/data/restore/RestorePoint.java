package de.lopezitwelt.platform.local.data.restore;

import de.lopezitwelt.platform.local.data.binlog.GtidSet;
import java.time.Instant;

/** Up to where transactions are brought back. */
public sealed interface RestorePoint {
    /** Everything that the archive has. */
    record Latest() implements RestorePoint {}

    /** What was committed then or before, to the microsecond. */
    record Time(Instant moment) implements RestorePoint {}

    /** Nothing but these; the first transaction that is not among them ends it. */
    record Transactions(GtidSet gtids) implements RestorePoint {}

    /** What came before the last change of tables that has this in its text, letter case aside. */
    record BeforeStatement(String text) implements RestorePoint {}
}
