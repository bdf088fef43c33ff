package de.lopezitwelt.platform.web.operations;

import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.messaging.EventContractException;
import de.lopezitwelt.platform.messaging.deadletter.DeadLetter;
import de.lopezitwelt.platform.messaging.deadletter.GapCount;
import de.lopezitwelt.platform.messaging.deadletter.OpenGap;
import de.lopezitwelt.platform.messaging.deadletter.OpenGaps;
import de.lopezitwelt.platform.messaging.deadletter.Redrive;
import de.lopezitwelt.platform.web.audit.Change;
import de.lopezitwelt.platform.web.audit.ChangeRecorder;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Dead letters of this service's consumers. Blocks: Kafka is read on the caller's worker thread. */
@ApplicationScoped
class DeadLetterService {
    private static final Duration DATABASE = Duration.ofSeconds(30);
    /** Most dead letters listed or sent again in one call. */
    static final int AT_ONCE = 10_000;

    private final OpenGaps gaps;
    private final Redrive redrive;
    private final ChangeRecorder changes;
    private final Pool worker;

    DeadLetterService(
            OpenGaps gaps, Redrive redrive, ChangeRecorder changes, @ReactiveDataSource("worker") Pool worker) {
        this.gaps = gaps;
        this.redrive = redrive;
        this.changes = changes;
        this.worker = worker;
    }

    List<GapCount> counts() {
        return gaps.counts().await().atMost(DATABASE);
    }

    List<OpenGap> newest(@Nullable String topic, int limit) {
        return gaps.newest(topic, limit).await().atMost(DATABASE);
    }

    List<DeadLetter> of(String eventId) {
        List<DeadLetter> letters = gapsOf(eventId).stream().map(redrive::show).toList();
        if (letters.isEmpty()) {
            throw ProblemException.notFound();
        }
        return letters;
    }

    int redrive(Actor actor, RedriveRequest request) {
        List<OpenGap> wanted = (request.eventId() == null
                        ? newest(request.topic(), AT_ONCE)
                        : gapsOf(request.eventId()))
                .stream()
                        .filter(gap -> request.topic() == null || gap.topic().equals(request.topic()))
                        .filter(gap -> request.group() == null || gap.group().equals(request.group()))
                        .toList();
        if (wanted.isEmpty()) {
            return 0;
        }
        record(actor, request, wanted);
        try {
            return request.body() == null ? redrive.gaps(wanted) : mended(wanted, request.body());
        } catch (EventContractException broken) {
            throw ProblemException.invalid("body", String.valueOf(broken.getMessage()));
        } catch (ExecutionException unsent) {
            throw new IllegalStateException("Kafka did not take a record", unsent);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private int mended(List<OpenGap> wanted, String body) throws InterruptedException, ExecutionException {
        int sent = 0;
        for (OpenGap gap : wanted) {
            sent += redrive.mended(gap, body);
        }
        return sent;
    }

    private List<OpenGap> gapsOf(String eventId) {
        return gaps.of(eventId).await().atMost(DATABASE);
    }

    /** Writes the audit record before the first event leaves: an event that was sent again without one could not be explained later. */
    private void record(Actor actor, RedriveRequest request, List<OpenGap> wanted) {
        Change change = changes.by(actor);
        wanted.stream()
                .collect(Collectors.groupingBy(OpenGap::topic, Collectors.counting()))
                .forEach((topic, letters) ->
                        change.updated("event_gaps", topic, "dead-letters.redriven", null, values(request, letters)));
        worker.withTransaction(connection -> changes.record(connection, change))
                .await()
                .atMost(DATABASE);
    }

    private static Map<String, Object> values(RedriveRequest request, long letters) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("letters", letters);
        values.put("mended", request.body() != null);
        if (request.eventId() != null) {
            values.put("event_id", request.eventId());
        }
        return values;
    }
}
