package de.lopezitwelt.analytics.audit;

import de.lopezitwelt.analytics.audit.chain.PersonalData;
import de.lopezitwelt.analytics.audit.chain.Salts;
import de.lopezitwelt.analytics.subject.Erased;
import de.lopezitwelt.analytics.subject.Erasures;
import de.lopezitwelt.platform.messaging.consumer.EventHandler;
import de.lopezitwelt.platform.messaging.consumer.ReceivedEvent;
import de.lopezitwelt.platform.messaging.stream.AuditRecorded;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Appends audit events to the chain of their Kafka partition, under the lock of the chain's head. */
@ApplicationScoped
public class AuditFold implements EventHandler {
    public static final List<Class<? extends Record>> TYPES = List.of(AuditRecorded.class);

    private final Erasures erasures;
    private final AuditFoldRepository repository;
    private final Salts salts;

    AuditFold(Erasures erasures, AuditFoldRepository repository, Salts salts) {
        this.erasures = erasures;
        this.repository = repository;
        this.salts = salts;
    }

    @Override
    public Uni<Void> apply(SqlConnection transaction, List<ReceivedEvent> events) {
        return erasures.among(transaction, subjects(events)).chain(erased -> append(transaction, events, erased));
    }

    private Uni<Void> append(SqlConnection transaction, List<ReceivedEvent> events, Erased erased) {
        Set<Integer> chains =
                events.stream().map(ReceivedEvent::partition).collect(Collectors.toCollection(TreeSet::new));
        List<String> ids = events.stream().map(ReceivedEvent::id).toList();
        return repository
                .lockHeads(transaction, chains)
                .chain(heads -> repository.findStored(transaction, ids).chain(stored -> {
                    AuditBatch batch = new AuditBatch(heads, erased, salts::next);
                    unstored(events, stored).forEach(batch::append);
                    return repository.save(transaction, batch);
                }));
    }

    /**
     * Drops events that were delivered before, in this batch or an earlier one: they have their place in the chain
     * already.
     */
    private static List<ReceivedEvent> unstored(List<ReceivedEvent> events, Set<String> stored) {
        Set<String> seen = new HashSet<>(stored);
        List<ReceivedEvent> fresh = new ArrayList<>();
        for (ReceivedEvent event : events) {
            if (seen.add(event.id())) {
                fresh.add(event);
            }
        }
        return fresh;
    }

    private static Set<String> subjects(List<ReceivedEvent> events) {
        Set<String> subjects = new TreeSet<>();
        for (ReceivedEvent event : events) {
            AuditRecorded audit = event.as(AuditRecorded.class);
            addIfKnown(subjects, audit.userId());
            addIfKnown(subjects, PersonalData.subjectOfValues(audit));
        }
        return subjects;
    }

    private static void addIfKnown(Set<String> subjects, @Nullable String id) {
        if (id != null) {
            subjects.add(id);
        }
    }
}
