package de.lopezitwelt.platform.messaging.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** Every group that was started in this process, with the tables it keeps its place in. */
@ApplicationScoped
public class ConsumerGroups {
    private final Map<String, ConsumerTables> tables = new ConcurrentSkipListMap<>();

    public void started(String group, ConsumerTables itsTables) {
        tables.put(group, itsTables);
    }

    /** By group, in their alphabetical order; a view that grows with each consumer that starts. */
    public Map<String, ConsumerTables> all() {
        return Collections.unmodifiableMap(tables);
    }
}
