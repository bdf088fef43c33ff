package de.lopezitwelt.platform.messaging.telemetry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.platform.messaging.EventJson;
import de.lopezitwelt.platform.messaging.stream.LogLevel;
import de.lopezitwelt.platform.messaging.stream.LogRecorded;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;

/** Takes warnings and errors from the log into a bounded queue: logging never waits for the database. */
final class WaitingLines extends Handler {
    private static final int MAX_MESSAGE = 4000;
    private static final int MAX_CATEGORY = 100;
    private static final int SEVERE = Level.SEVERE.intValue();
    private static final int WARNING = Level.WARNING.intValue();

    private final BlockingQueue<LogRecorded> waiting;
    private final AtomicLong dropped = new AtomicLong();
    private final String service;
    private final String instance;

    WaitingLines(int capacity, String service, String instance) {
        this.waiting = new ArrayBlockingQueue<>(capacity);
        this.service = service;
        this.instance = instance;
        setLevel(Level.WARNING);
    }

    @Override
    public void publish(LogRecord line) {
        if (line.getLevel().intValue() >= WARNING && !waiting.offer(event(line))) {
            dropped.incrementAndGet();
        }
    }

    /** Takes up to so many lines out of the queue, oldest first. */
    List<LogRecorded> take(int most) {
        List<LogRecorded> lines = new ArrayList<>();
        waiting.drainTo(lines, most);
        return lines;
    }

    /** Lines that did not fit since the service started. */
    long dropped() {
        return dropped.get();
    }

    private LogRecorded event(LogRecord line) {
        ObjectNode context = EventJson.MAPPER.createObjectNode();
        context.put("service", service);
        context.put("instance", instance);
        Throwable thrown = line.getThrown();
        if (thrown != null) {
            context.put("exception", thrown.getClass().getName());
        }
        if (line instanceof ExtLogRecord extended && extended.getMdc("request_id") != null) {
            context.put("request_id", extended.getMdc("request_id"));
        }
        return new LogRecorded(
                line.getLevel().intValue() >= SEVERE ? LogLevel.ERROR : LogLevel.WARN,
                cut(String.valueOf(line.getLoggerName()), MAX_CATEGORY),
                cut(message(line), MAX_MESSAGE),
                context,
                null,
                null,
                null);
    }

    private static String message(LogRecord line) {
        return line instanceof ExtLogRecord extended
                ? String.valueOf(extended.getFormattedMessage())
                : String.valueOf(line.getMessage());
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        waiting.clear();
    }
}
