package de.lopezitwelt.analytics.summary.fold;

import de.lopezitwelt.platform.messaging.ledger.ConsumerTables;
import de.lopezitwelt.platform.messaging.ledger.VersionPlace;
import java.util.List;

/** The tables that session events are folded into, and those beside them that a rebuild fills and swaps with them. */
public enum SummaryTables {
    LIVE(""),
    SHADOW("_rebuild");

    /** Every table that a rebuild swaps, by its live name: the tables of the fold, and its offsets. */
    public static final List<String> NAMES = List.of(
            "session_analytics",
            "user_summaries",
            "agent_summaries",
            "usage_totals",
            "usage_people",
            "summary_offsets",
            "summary_versions",
            "summary_gaps");

    private final String suffix;

    SummaryTables(String suffix) {
        this.suffix = suffix;
    }

    /** The name of a table of {@link #NAMES} in this set. */
    public String named(String live) {
        return live + suffix;
    }

    /** A statement on the live tables, changed to these tables. */
    public String in(String sql) {
        String here = sql;
        for (String name : NAMES) {
            here = here.replace(name, named(name));
        }
        return here;
    }

    /** The tables that hold the place of the fold into these tables. */
    public ConsumerTables place() {
        return new ConsumerTables(named("summary_offsets"), named("summary_versions"), named("summary_gaps"));
    }

    /** A session's row holds the version of its session, which saves a second row for each. */
    public VersionPlace versions() {
        return new VersionPlace.Rows(named("session_analytics"), "id", "last_version");
    }
}
