package de.lopezitwelt.analytics.reconciliation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Compares the tallies of two sides. */
final class TallyComparison {
    private TallyComparison() {}

    /**
     * Differences by session id. The other side need not know a session without messages, because its first event may
     * be under way.
     */
    static List<Difference> differences(Map<String, Tally> chat, Map<String, Tally> analytics) {
        var ids = new TreeSet<>(chat.keySet());
        ids.addAll(analytics.keySet());
        List<Difference> differences = new ArrayList<>();
        for (String id : ids) {
            Tally stored = chat.getOrDefault(id, Tally.NOTHING);
            Tally folded = analytics.getOrDefault(id, Tally.NOTHING);
            if (!stored.equals(folded)) {
                differences.add(new Difference(id, stored, folded));
            }
        }
        return differences;
    }
}
