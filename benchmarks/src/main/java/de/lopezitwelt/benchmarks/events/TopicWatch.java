package de.lopezitwelt.benchmarks.events;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;

/** Notes when each record becomes visible to a reader of committed records. */
final class TopicWatch implements AutoCloseable {
    private final Map<String, Long> seenNanos = new ConcurrentHashMap<>();
    private final KafkaConsumer<String, byte[]> consumer;
    private final Function<ConsumerRecord<String, byte[]>, String> name;
    private final Thread thread;
    private volatile boolean over;

    /** @param name the name of a record that {@link #seen} takes */
    TopicWatch(KafkaAccess kafka, String topic, Function<ConsumerRecord<String, byte[]>, String> name) {
        this.name = name;
        this.consumer = kafka.reader(topic, false);
        this.thread = Thread.ofPlatform().daemon().start(this::watch);
    }

    static String eventId(ConsumerRecord<String, byte[]> record) {
        return new String(record.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8);
    }

    int count() {
        return seenNanos.size();
    }

    /** Waits until the record has been seen and returns that moment in {@link System#nanoTime}. */
    long seen(String record) throws InterruptedException {
        Long seen = seenNanos.get(record);
        for (int i = 0; seen == null && i < 30_000; i++) {
            Thread.sleep(Duration.ofMillis(1));
            seen = seenNanos.get(record);
        }
        if (seen == null) {
            throw new IllegalStateException("never published: " + record);
        }
        return seen;
    }

    private void watch() {
        try {
            while (!over) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                    seenNanos.put(name.apply(record), System.nanoTime());
                }
            }
        } catch (WakeupException closing) {
            // close() ends the loop this way.
        }
        consumer.close();
    }

    @Override
    public void close() throws InterruptedException {
        over = true;
        consumer.wakeup();
        thread.join();
    }
}
