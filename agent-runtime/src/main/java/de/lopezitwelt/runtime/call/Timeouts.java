package de.lopezitwelt.runtime.call;

import java.time.Duration;

/**
 * The longest times that a provider may take.
 *
 * @param firstToken from sending the request to the first chunk of the answer
 * @param idle between two chunks; keep-alive comments do not count as chunks
 * @param total of one model call
 */
public record Timeouts(Duration connect, Duration firstToken, Duration idle, Duration total) {

    public static final Timeouts DEFAULT =
            new Timeouts(Duration.ofSeconds(3), Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ofMinutes(10));
}
