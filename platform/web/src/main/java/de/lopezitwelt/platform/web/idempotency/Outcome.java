package de.lopezitwelt.platform.web.idempotency;

import org.jspecify.annotations.Nullable;

/**
 * The outcome of a creating request, as far as it may be stored.
 *
 * @param status the HTTP status to replay
 * @param location the {@code Location} header to replay, at most 512 characters
 * @param reference id of what was created, for resources that answer themselves; at most 255 ASCII characters
 * @param body written as JSON and replayed as is: never a secret that is shown once, never a message text
 */
public record Outcome(
        int status,
        @Nullable String location,
        @Nullable String reference,
        @Nullable Object body) {

    public static Outcome created(String location, @Nullable Object body) {
        return new Outcome(201, location, null, body);
    }

    /** Keeps only the id: the resource reads the thing again, or follows it again. */
    public static Outcome reference(String reference) {
        return new Outcome(200, null, reference, null);
    }
}
