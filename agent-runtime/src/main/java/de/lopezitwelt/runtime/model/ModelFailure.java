package de.lopezitwelt.runtime.model;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A reply that could not be made or finished. The message is fit for users: no key, no address, no provider text. */
public final class ModelFailure extends RuntimeException {

    /** What went wrong. */
    public enum Kind {
        RATE_LIMITED("The model's provider limits the rate of requests", true),
        OVERLOADED("Too many replies wait for the model's provider", true),
        UNAVAILABLE("The model's provider is not available", true),
        TIMEOUT("The model's provider did not answer in time", true),
        INVALID_RESPONSE("The model's provider sent an invalid response", true),
        REFUSED("The model's provider refused the request", false),
        CONTENT_FILTER("The model's provider filtered the reply", false),
        CONTEXT_LENGTH("The message is too long for the model's context window", false),
        INVALID_ANSWER("The model's answer does not pass the agent's checks", false),
        REPLY_TOO_LARGE("The reply is larger than the limit", false),
        NO_IMAGES("The model does not take images", false),
        UNKNOWN_MODEL("The model is not in the catalog", false);

        private final String title;
        private final boolean retriable;

        Kind(String title, boolean retriable) {
            this.title = title;
            this.retriable = retriable;
        }

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        public String title() {
            return title;
        }

        /** Whether the prompt is the reason: the provider would refuse it again. */
        public boolean refusesPrompt() {
            return this == REFUSED || this == CONTENT_FILTER || this == CONTEXT_LENGTH;
        }
    }

    private final Kind kind;
    private final boolean started;

    @Nullable
    private final Duration retryAfter;

    private ModelFailure(Kind kind, String detail, boolean started, @Nullable Duration retryAfter) {
        super(detail, null, false, false);
        this.kind = kind;
        this.started = started;
        this.retryAfter = retryAfter;
    }

    public static ModelFailure of(Kind kind) {
        return new ModelFailure(kind, kind.title(), false, null);
    }

    /** A failure with a detail that is safe to show: ours, never the provider's text. */
    public static ModelFailure of(Kind kind, String detail) {
        return new ModelFailure(kind, kind.title() + ": " + detail, false, null);
    }

    public ModelFailure retryAfter(@Nullable Duration wait) {
        return new ModelFailure(kind, message(), started, wait);
    }

    /** The same failure after the first delta: a caller that sees it must not start over. */
    public ModelFailure afterStart() {
        return new ModelFailure(kind, message(), true, retryAfter);
    }

    public Kind kind() {
        return kind;
    }

    /** Whether the same request may succeed later. */
    public boolean retriable() {
        return kind.retriable;
    }

    /** Whether something of the reply had already been emitted. */
    public boolean started() {
        return started;
    }

    /** How long the provider asked to wait; null when it did not say. */
    @Nullable
    public Duration retryAfter() {
        return retryAfter;
    }

    private String message() {
        String message = getMessage();
        return message == null ? kind.title() : message;
    }
}
