package de.lopezitwelt.platform.messaging.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.platform.messaging.EventContractException;
import de.lopezitwelt.platform.messaging.ledger.StaleOffsetException;
import io.smallrye.mutiny.TimeoutException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.mysqlclient.MySQLBatchException;
import io.vertx.mysqlclient.MySQLException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class PoisonTest {
    @Test
    void dataThatNoColumnTakesIsTheEventsFault() {
        assertThat(Poison.isCauseOf(refused(1406, "22001"))).as("too long").isTrue();
        assertThat(Poison.isCauseOf(refused(1264, "22003"))).as("out of range").isTrue();
        assertThat(Poison.isCauseOf(refused(1452, "23000"))).as("foreign key").isTrue();
        assertThat(Poison.isCauseOf(refused(3819, "HY000"))).as("check").isTrue();
        assertThat(Poison.isCauseOf(refused(1366, "HY000")))
                .as("no such character")
                .isTrue();
        assertThat(Poison.isCauseOf(refused(3988, "HY000")))
                .as("no such conversion")
                .isTrue();
        assertThat(Poison.isCauseOf(new EventContractException("x"))).isTrue();
        assertThat(Poison.isCauseOf(new CompletionException(new NullPointerException())))
                .isTrue();
    }

    @Test
    void failuresOfABatchCountAsTheirFirst() {
        MySQLBatchException batch = new MySQLBatchException();
        batch.reportError(3, refused(1264, "22003"));

        assertThat(Poison.isCauseOf(batch)).isTrue();
        assertThat(Poison.reason(batch)).contains("1264");
    }

    @Test
    void whatPassesIsNotTheEventsFault() {
        assertThat(Poison.isCauseOf(refused(1213, "40001"))).as("deadlock").isFalse();
        assertThat(Poison.isCauseOf(refused(1205, "HY000"))).as("lock wait").isFalse();
        assertThat(Poison.isCauseOf(refused(1142, "42000"))).as("missing grant").isFalse();
        assertThat(Poison.isCauseOf(refused(1146, "42S02"))).as("missing table").isFalse();
        assertThat(Poison.isCauseOf(refused(1290, "HY000"))).as("read only").isFalse();
        assertThat(Poison.isCauseOf(new TimeoutException())).isFalse();
        assertThat(Poison.isCauseOf(new NoStackTraceThrowable("closed"))).isFalse();
        assertThat(Poison.isCauseOf(new IllegalStateException("pool closed"))).isFalse();
        assertThat(Poison.isCauseOf(new StaleOffsetException("g"))).isFalse();
    }

    private static MySQLException refused(int code, String state) {
        return new MySQLException("refused", code, state);
    }
}
