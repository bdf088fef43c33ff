package de.lopezitwelt.platform.messaging.stream;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Severity of a log line, mildest first. In lower case on the wire. */
public enum LogLevel {
    DEBUG,
    INFO,
    WARN,
    ERROR,
    FATAL;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
