package de.lopezitwelt.platform.web.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpClosedException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.CompletionException;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class ClientAbortsTest {
    private static final String STREAMS = "org.jboss.resteasy.reactive.server.handlers.PublisherResponseHandler";

    private static boolean isLogged(String logger, Throwable thrown) {
        var entry = new LogRecord(Level.SEVERE, "Exception in SSE server handling");
        entry.setLoggerName(logger);
        entry.setThrown(thrown);
        return new ClientAborts().isLoggable(entry);
    }

    @Test
    void hangUpIsNotLogged() {
        assertThat(isLogged(STREAMS, new HttpClosedException("Connection was closed")))
                .isFalse();
        assertThat(isLogged(STREAMS, new IOException("Connection reset by peer")))
                .isFalse();
        assertThat(isLogged(STREAMS, new CompletionException(new ClosedChannelException())))
                .isFalse();
    }

    @Test
    void defectInAStreamIsLogged() {
        assertThat(isLogged(STREAMS, new IllegalStateException("defect"))).isTrue();
        assertThat(isLogged(STREAMS, new IOException("disk full"))).isTrue();
    }

    @Test
    void closedConnectionsOfOthersAreLogged() {
        assertThat(isLogged("de.lopezitwelt.chat", new IOException("Connection reset by peer")))
                .isTrue();
    }
}
