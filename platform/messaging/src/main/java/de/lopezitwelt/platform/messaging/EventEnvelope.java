package de.lopezitwelt.platform.messaging;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A CloudEvents 1.0 event in structured JSON, limited to the attributes that we use.
 *
 * @param aggregateVersion grows by 1 with each event of the subject; null on streams
 * @param traceparent W3C Trace Context of the request that caused the event
 * @param actor see {@link Actor#reference()}
 */
public record EventEnvelope(
        String id,
        String type,
        String source,
        String subject,
        Instant time,
        @Nullable Long aggregateVersion,
        @Nullable String traceparent,
        @Nullable String actor,
        JsonNode data) {}
