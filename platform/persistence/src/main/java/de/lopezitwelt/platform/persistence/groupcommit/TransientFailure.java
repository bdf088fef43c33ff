package de.lopezitwelt.platform.persistence.groupcommit;

import io.smallrye.mutiny.CompositeException;
import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.mysqlclient.MySQLException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/** Tells temporary database failures from permanent ones. */
public final class TransientFailure {
    /**
     * MySQL errors that pass by themselves: too many connections (1040, 1041, 1203, 1226), shutdown (1053, 1077), lock wait
     * timeout (1205), deadlock (1213), read only during a fail-over (1290, 1792, 1836), killed or interrupted (1317, 3024,
     * 3169), closed for idleness (4031).
     */
    private static final Set<Integer> CODES =
            Set.of(1040, 1041, 1053, 1077, 1203, 1205, 1213, 1226, 1290, 1317, 1792, 1836, 3024, 3169, 4031);

    /**
     * Error 3988: text not representable in the column's character set. Its connection is closed (ADR 31), so other
     * statements of the batch fail as if the connection were lost.
     */
    private static final int CANNOT_CONVERT = 3988;

    private TransientFailure() {}

    /** Whether this is an error of MySQL that passes by itself. */
    public static boolean isCode(int mysqlError) {
        return CODES.contains(mysqlError);
    }

    public static boolean is(Throwable failure) {
        if (failure instanceof CompositeException composite) {
            return composite.getCauses().stream().noneMatch(TransientFailure::isRefusedText)
                    && composite.getCauses().stream().anyMatch(TransientFailure::is);
        }
        if (failure instanceof MySQLException refused) {
            return isCode(refused.getErrorCode());
        }
        return failure instanceof ClosedConnectionException
                || failure instanceof VertxException
                || failure instanceof NoStackTraceThrowable
                || failure instanceof IOException
                || failure instanceof TimeoutException;
    }

    private static boolean isRefusedText(Throwable failure) {
        return failure instanceof MySQLException refused && refused.getErrorCode() == CANNOT_CONVERT;
    }
}
