package de.lopezitwelt.benchmarks.events;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Message events as chat-service publishes them, of sessions interleaved at random. */
final class MessageEvents {
    static final String TYPE = "de.lopezitwelt.session.message-appended.v1";
    private static final int SESSIONS_PER_USER = 10;
    private static final int SESSIONS_PER_AGENT = 100;
    /** Recent, because Kafka deletes by the records' own times. */
    private static final long FIRST_MILLIS = System.currentTimeMillis() - 3_600_000;

    private final SplittableRandom random = new SplittableRandom(4711);
    private final int[] versions;
    private int made;

    MessageEvents(int sessions) {
        versions = new int[sessions];
    }

    ProducerRecord<String, byte[]> next(String topic) {
        int session = random.nextInt(versions.length);
        int version = ++versions[session];
        long millis = FIRST_MILLIS + made++;
        String id = idOf(millis, random.nextLong());
        String sessionId = id(1, session);
        String time = Instant.ofEpochMilli(millis).toString();
        String body = "{\"specversion\":\"1.0\",\"id\":\"" + id + "\",\"type\":\"" + TYPE
                + "\",\"source\":\"/lopez/chat-service\",\"subject\":\"" + sessionId + "\",\"time\":\"" + time
                + "\",\"datacontenttype\":\"application/json\",\"aggregateversion\":" + version
                + ",\"traceparent\":\"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\",\"actor\":\"user:"
                + id(2, session / SESSIONS_PER_USER) + "\",\"data\":{\"session_id\":\"" + sessionId
                + "\",\"user_id\":\"" + id(2, session / SESSIONS_PER_USER) + "\",\"agent_id\":\""
                + id(3, session / SESSIONS_PER_AGENT) + "\",\"message_id\":\"" + id + "\",\"position\":" + version
                + ",\"message_type\":\"" + (version % 2 == 1 ? "user" : "agent") + "\",\"tokens_used\":"
                + random.nextInt(500) + ",\"processing_time_ms\":" + random.nextInt(3_000) + ",\"created_at\":\""
                + time + "\"}}";
        var record = new ProducerRecord<>(topic, null, millis, sessionId, body.getBytes(StandardCharsets.UTF_8));
        header(record, "content-type", "application/cloudevents+json; charset=UTF-8");
        header(record, "ce_id", id);
        header(record, "ce_type", TYPE);
        header(record, "ce_aggregateversion", Integer.toString(version));
        return record;
    }

    /** A UUIDv7. */
    static String idOf(long millis, long entropy) {
        return new UUID(millis << 16 | 0x7000 | (entropy & 0xfff), Long.MIN_VALUE | entropy >>> 2).toString();
    }

    private static void header(ProducerRecord<String, byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static String id(int kind, int number) {
        return new UUID(0x0195_0000_0000_7000L + kind, Long.MIN_VALUE | number).toString();
    }
}
