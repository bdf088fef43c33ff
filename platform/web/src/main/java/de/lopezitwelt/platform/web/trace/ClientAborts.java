package de.lopezitwelt.platform.web.trace;

import io.quarkus.logging.LoggingFilter;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/**
 * Keeps errors out of the log that are not this service's: the HTTP layer reports every client that hangs up in the middle of a
 * stream as ERROR. A defect in a stream is still logged.
 */
@LoggingFilter(name = "client-aborts")
public final class ClientAborts implements Filter {
    @Override
    public boolean isLoggable(LogRecord entry) {
        String logger = entry.getLoggerName();
        boolean http = logger != null
                && (logger.startsWith("org.jboss.resteasy.reactive.")
                        || logger.startsWith("io.quarkus.vertx.http.")
                        || logger.startsWith("io.vertx.ext.web."));
        return !http || !isHangUp(entry.getThrown());
    }

    static boolean isHangUp(@Nullable Throwable thrown) {
        int depth = 0;
        for (Throwable cause = thrown; cause != null && depth < 20; cause = cause.getCause(), depth++) {
            boolean closed = cause instanceof HttpClosedException
                    || cause instanceof StreamResetException
                    || cause instanceof ClosedChannelException;
            String message = String.valueOf(cause.getMessage());
            boolean reset = cause instanceof IOException
                    && (message.contains("Connection reset") || message.contains("Broken pipe"));
            if (closed || reset || message.equals("Response is closed") || message.equals("Connection was closed")) {
                return true;
            }
        }
        return false;
    }
}
