package de.lopezitwelt.platform.messaging.consumer;

import de.lopezitwelt.platform.messaging.EventContractException;
import io.vertx.mysqlclient.MySQLBatchException;
import io.vertx.mysqlclient.MySQLException;
import java.time.DateTimeException;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.CompletionException;

/**
 * Tells a failure that the event itself causes, and will cause every time, from a temporary one. Only known faults of
 * the event count as permanent: to treat a temporary failure as permanent loses order, while the opposite mistake only
 * costs time.
 */
final class Poison {
    /**
     * Caused by the event, but without a telling SQLSTATE: a violated CHECK, text not representable in the column's
     * character set.
     */
    private static final Set<Integer> REFUSED_VALUES = Set.of(3819, 1366, 3854, 3988);

    private Poison() {}

    static boolean isCauseOf(Throwable failure) {
        Throwable cause = unwrapped(failure);
        if (cause instanceof MySQLException refused) {
            String state = String.valueOf(refused.getSqlState());
            // SQLSTATE 22: the data fits no column. 23: a constraint is violated. A deadlock is 40001.
            return state.startsWith("22") || state.startsWith("23") || REFUSED_VALUES.contains(refused.getErrorCode());
        }
        return cause instanceof EventContractException
                || cause instanceof IllegalArgumentException
                || cause instanceof NullPointerException
                || cause instanceof ClassCastException
                || cause instanceof IndexOutOfBoundsException
                || cause instanceof ArithmeticException
                || cause instanceof DateTimeException
                || cause instanceof NoSuchElementException;
    }

    /** Says what went wrong without the event's values: reasons are logged and stored. */
    static String reason(Throwable failure) {
        return switch (unwrapped(failure)) {
            case EventContractException broken -> String.valueOf(broken.getMessage());
            case MySQLException refused -> "MySQL error " + refused.getErrorCode() + " (" + refused.getSqlState() + ")";
            case Throwable other -> other.getClass().getName();
        };
    }

    private static Throwable unwrapped(Throwable failure) {
        if (failure instanceof CompletionException && failure.getCause() != null) {
            return unwrapped(failure.getCause());
        }
        if (failure instanceof MySQLBatchException batch
                && !batch.getIterationError().isEmpty()) {
            return batch.getIterationError().values().iterator().next();
        }
        return failure;
    }
}
