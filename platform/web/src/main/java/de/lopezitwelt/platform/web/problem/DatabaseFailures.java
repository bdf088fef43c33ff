package de.lopezitwelt.platform.web.problem;

import de.lopezitwelt.platform.persistence.groupcommit.TransientFailure;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.mysqlclient.MySQLException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.net.SocketException;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.concurrent.TimeoutException;

/** Which failures of the database pass by themselves, so that the client may try again. */
public final class DatabaseFailures {
    private static final int DUPLICATE_ENTRY = 1062;

    private DatabaseFailures() {}

    public static boolean isTransient(Throwable failure) {
        int depth = 0;
        for (Throwable cause = failure; cause != null && depth < 20; cause = cause.getCause(), depth++) {
            if (isTransientItself(cause)) {
                return true;
            }
        }
        return false;
    }

    /** Whether some unique key refused a row. */
    public static boolean isDuplicate(Throwable failure) {
        return isDuplicate(failure, "");
    }

    /**
     * Whether a certain unique key refused a row, through Hibernate Reactive or through the client.
     *
     * @param key as MySQL names it, {@code table.index}, or the start of it
     */
    public static boolean isDuplicate(Throwable failure, String key) {
        int depth = 0;
        for (Throwable cause = failure; cause != null && depth < 20; cause = cause.getCause(), depth++) {
            int code = switch (cause) {
                case MySQLException mysql -> mysql.getErrorCode();
                case SQLException sql -> sql.getErrorCode();
                default -> 0;
            };
            if (code == DUPLICATE_ENTRY) {
                return String.valueOf(cause.getMessage()).contains("for key '" + key);
            }
        }
        return false;
    }

    private static boolean isTransientItself(Throwable cause) {
        return switch (cause) {
            case MySQLException mysql -> TransientFailure.isCode(mysql.getErrorCode());
            case SQLTransientException sql -> true;
            case SQLException sql -> TransientFailure.isCode(sql.getErrorCode());
            case SocketException lost -> true;
            case ConnectionPoolTooBusyException busy -> true;
            case ClosedConnectionException closed -> true;
            case TimeoutException timeout -> true;
            default -> isPoolTimeout(cause);
        };
    }

    /** The pool and the driver report these with exceptions that have no type of their own. */
    private static boolean isPoolTimeout(Throwable cause) {
        String message = cause.getMessage();
        return message != null
                && cause.getClass().getName().startsWith("io.vertx.")
                && (message.equals("Timeout")
                        || message.contains("Connection was closed")
                        || message.contains("connection is not active")
                        || message.contains("Connection is closed")
                        || message.contains("pool is closed")
                        || message.contains("Pool closed"));
    }
}
