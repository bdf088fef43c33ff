package de.lopezitwelt.platform.web.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.net.SocketException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class DatabaseFailuresTest {
    @Test
    void connectionThatIsRefusedOrResetPasses() {
        assertThat(DatabaseFailures.isTransient(new ConnectException("Connection refused")))
                .isTrue();
        assertThat(DatabaseFailures.isTransient(
                        new CompletionException(new SocketException("Connection reset by peer"))))
                .isTrue();
    }

    @Test
    void mistakeOfOursDoesNot() {
        assertThat(DatabaseFailures.isTransient(new IllegalStateException("Connection reset by peer")))
                .isFalse();
    }
}
