package de.lopezitwelt.platform.messaging.deadletter;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A gap with the record that caused it.
 *
 * @param headers as text
 * @param body as text, byte for byte where it is UTF-8; null when Kafka no longer holds the letter or its source
 */
public record DeadLetter(
        OpenGap gap, Map<String, String> headers, @Nullable String body) {}
