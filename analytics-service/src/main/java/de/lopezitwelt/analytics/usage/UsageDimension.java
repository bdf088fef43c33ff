package de.lopezitwelt.analytics.usage;

import java.util.Locale;

/** By what usage is told apart. A row holds the empty text where a reply had none of it. */
public enum UsageDimension {
    ORGANIZATION("organization_id"),
    AGENT("agent_id"),
    /** Catalog name of the model that answered, or would have. */
    MODEL("model"),
    PROVIDER("provider"),
    /** What asked for the reply. */
    SOURCE("source"),
    /** The class of a failure, or the limit that a refusal named. */
    REASON("reason"),
    /** Of the cost. */
    CURRENCY("currency"),
    USER("user_id"),
    /** The API key that asked. */
    KEY("api_key_id");

    private final String column;

    UsageDimension(String column) {
        this.column = column;
    }

    public String column() {
        return column;
    }

    /** As requests and answers call it. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it leads to a person. */
    public boolean personal() {
        return this == USER || this == KEY;
    }
}
