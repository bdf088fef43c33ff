package de.lopezitwelt.platform.messaging.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.platform.messaging.stream.LogLevel;
import de.lopezitwelt.platform.messaging.stream.LogRecorded;
import java.util.List;
import java.util.logging.Level;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.Test;

class WaitingLinesTest {
    private final WaitingLines lines = new WaitingLines(2, "chat-service", "chat-1");

    @Test
    void warningsAndErrorsAreTakenAndTheRestIsNot() {
        lines.publish(line(Level.INFO, "quiet"));
        lines.publish(line(Level.WARNING, "careful"));
        ExtLogRecord broken = line(Level.SEVERE, "broken");
        broken.setThrown(new IllegalStateException("secret detail"));
        lines.publish(broken);

        List<LogRecorded> taken = lines.take(10);
        assertThat(taken).extracting(LogRecorded::message).containsExactly("careful", "broken");
        assertThat(taken).extracting(LogRecorded::level).containsExactly(LogLevel.WARN, LogLevel.ERROR);
        assertThat(taken.getLast().context()).hasToString("""
                {"service":"chat-service","instance":"chat-1","exception":"java.lang.IllegalStateException"}""");
        assertThat(lines.take(10)).isEmpty();
    }

    @Test
    void aFullQueueDropsAndCounts() {
        lines.publish(line(Level.WARNING, "1"));
        lines.publish(line(Level.WARNING, "2"));
        lines.publish(line(Level.WARNING, "3"));

        assertThat(lines.take(10)).hasSize(2);
        assertThat(lines.dropped()).isEqualTo(1);
    }

    @Test
    void whatIsTooLongForItsColumnIsCut() {
        ExtLogRecord line = line(Level.WARNING, "x".repeat(70_000));
        line.setLoggerName("a".repeat(300));
        lines.publish(line);

        LogRecorded taken = lines.take(1).getFirst();
        assertThat(taken.category()).hasSize(100);
        assertThat(taken.message()).hasSize(4000);
    }

    private static ExtLogRecord line(Level level, String message) {
        ExtLogRecord line = new ExtLogRecord(level, message, WaitingLinesTest.class.getName());
        line.setLoggerName("de.lopezitwelt.chat");
        return line;
    }
}
