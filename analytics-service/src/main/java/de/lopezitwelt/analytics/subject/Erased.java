package de.lopezitwelt.analytics.subject;

import java.util.Set;

/** Those ids of a batch that were erased and must not come back. Ids are unique over all kinds of subjects. */
public record Erased(Set<String> ids) {
    public Erased {
        ids = Set.copyOf(ids);
    }

    public boolean contains(String id) {
        return ids.contains(id);
    }
}
