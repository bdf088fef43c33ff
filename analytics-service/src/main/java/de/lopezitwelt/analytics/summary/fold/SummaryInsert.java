package de.lopezitwelt.analytics.summary.fold;

import de.lopezitwelt.platform.persistence.MultiRowInsert;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** An insert into a live table, and the same into its shadow table. */
public final class SummaryInsert {
    private final Map<SummaryTables, MultiRowInsert> inserts = new EnumMap<>(SummaryTables.class);

    public SummaryInsert(String head, int columns, String tail) {
        for (SummaryTables tables : SummaryTables.values()) {
            inserts.put(tables, new MultiRowInsert(tables.in(head), columns, tables.in(tail)));
        }
    }

    public MultiRowInsert on(SummaryTables tables) {
        return Objects.requireNonNull(inserts.get(tables));
    }
}
