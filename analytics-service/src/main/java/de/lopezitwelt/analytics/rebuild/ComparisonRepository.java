package de.lopezitwelt.analytics.rebuild;

import de.lopezitwelt.analytics.consumer.SummaryConsumer;
import de.lopezitwelt.analytics.subject.Erased;
import de.lopezitwelt.analytics.subject.Erasures;
import de.lopezitwelt.analytics.summary.fold.SummaryTables;
import de.lopezitwelt.platform.messaging.consumer.Consumers;
import de.lopezitwelt.platform.messaging.kafka.LoopThread;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Reads the rows that a rebuild compares: live rows as of one moment, shadow rows, and the offsets of both. */
@ApplicationScoped
class ComparisonRepository {
    static final int PAGE = 2_000;

    private final Pool worker;
    private final Consumers consumers;
    private final Erasures erasures;

    ComparisonRepository(@ReactiveDataSource("worker") Pool worker, Consumers consumers, Erasures erasures) {
        this.worker = worker;
        this.consumers = consumers;
        this.erasures = erasures;
    }

    /** The offsets of the live fold now. */
    Uni<Map<TopicPartition, Long>> livePlace() {
        return place(worker);
    }

    /**
     * Opens one transaction that sees a single moment; the connections of our pools otherwise read what is committed.
     */
    LiveSnapshot snapshot(LoopThread loop) {
        SqlConnection connection = loop.await(worker.getConnection());
        loop.await(connection
                .query("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
                .execute()
                .chain(() -> connection
                        .query("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY")
                        .execute()));
        return new LiveSnapshot(connection, loop.await(place(connection)), () -> loop.await(end(connection)));
    }

    /** The rows after a key, at most {@link #PAGE}, ordered by key. */
    Uni<List<List<@Nullable Object>>> live(LiveSnapshot snapshot, ComparedTable table, String after) {
        return rows(snapshot.connection(), table, SummaryTables.LIVE, after);
    }

    Uni<List<List<@Nullable Object>>> shadow(ComparedTable table, String after) {
        return rows(worker, table, SummaryTables.SHADOW, after);
    }

    Uni<Erased> erasedAmong(Collection<String> ids) {
        return worker.withTransaction(transaction -> erasures.among(transaction, ids));
    }

    private Uni<List<List<@Nullable Object>>> rows(
            SqlClient client, ComparedTable table, SummaryTables tables, String after) {
        return client.preparedQuery("SELECT " + String.join(", ", table.columns()) + " FROM "
                        + tables.named(table.name()) + " WHERE " + table.key() + " > ? ORDER BY " + table.key()
                        + " LIMIT " + PAGE)
                .execute(Tuple.of(after))
                .map(rows -> rows.stream().map(ComparisonRepository::values).toList());
    }

    private static List<@Nullable Object> values(Row row) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int column = 0; column < row.size(); column++) {
            values.add(row.getValue(column));
        }
        return values;
    }

    private static Uni<Void> end(SqlConnection connection) {
        return connection.query("ROLLBACK").execute().replaceWithVoid().eventually(connection::close);
    }

    private Uni<Map<TopicPartition, Long>> place(SqlClient connection) {
        return consumers.place(
                connection, SummaryConsumer.GROUP, SummaryTables.LIVE.place().offsets());
    }
}
