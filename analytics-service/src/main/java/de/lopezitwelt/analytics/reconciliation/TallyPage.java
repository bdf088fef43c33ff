package de.lopezitwelt.analytics.reconciliation;

import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Chat's tallies by session id.
 *
 * @param last the page's last session; null when the day ends with this page
 * @param nextCursor where chat goes on; null when the day ends with this page
 */
record TallyPage(
        SortedMap<String, Tally> tallies,
        @Nullable String last,
        @Nullable String nextCursor) {}
