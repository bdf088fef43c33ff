package de.lopezitwelt.platform.messaging.deadletter;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A gap with the record that made it.
 *
 * @param headers as text
 * @param body as text, byte for byte where it is UTF-8; null when Kafka holds neither the letter nor its source any more
 */
public record DeadLetter(
        OpenGap gap, Map<String, String> headers, @Nullable String body) {}
