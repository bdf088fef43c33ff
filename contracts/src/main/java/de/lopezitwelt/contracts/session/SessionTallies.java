package de.lopezitwelt.contracts.session;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of tallies, ordered by session.
 *
 * @param nextCursor what to send as {@code cursor} for the next page; null on the last one
 */
public record SessionTallies(
        List<SessionTally> data, @Nullable String nextCursor) {}
