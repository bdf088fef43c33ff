package de.lopezitwelt.platform.messaging.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** Every group that was started in this process, with the tables that hold its place. */
@ApplicationScoped
public class ConsumerGroups {
    private final Map<String, ConsumerTables> tables = new ConcurrentSkipListMap<>();

    public void started(String group, ConsumerTables itsTables) {
        tables.put(group, itsTables);
    }

    /** Tables by group, in alphabetical order; a view that grows with each consumer that starts. */
    public Map<String, ConsumerTables> all() {
        return Collections.unmodifiableMap(tables);
    }
}
