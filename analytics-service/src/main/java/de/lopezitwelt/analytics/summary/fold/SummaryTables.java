package de.lopezitwelt.analytics.summary.fold;

import de.lopezitwelt.platform.messaging.ledger.ConsumerTables;
import java.util.List;

/** The tables conversations are folded into, and those beside them that a rebuild fills and swaps with them. */
public enum SummaryTables {
    LIVE(""),
    SHADOW("_rebuild");

    /** Every table that changes places, by its live name: what the fold writes, and how far it has come. */
    public static final List<String> NAMES = List.of(
            "session_analytics",
            "user_summaries",
            "agent_summaries",
            "summary_offsets",
            "summary_versions",
            "summary_gaps");

    private final String suffix;

    SummaryTables(String suffix) {
        this.suffix = suffix;
    }

    /** A table of {@link #NAMES} as it is called here. */
    public String named(String live) {
        return live + suffix;
    }

    /** A statement on the live tables as it reads on these. */
    String in(String sql) {
        String here = sql;
        for (String name : NAMES) {
            here = here.replace(name, named(name));
        }
        return here;
    }

    /** Where the fold into these tables keeps its place. */
    public ConsumerTables place() {
        return new ConsumerTables(named("summary_offsets"), named("summary_versions"), named("summary_gaps"));
    }
}
