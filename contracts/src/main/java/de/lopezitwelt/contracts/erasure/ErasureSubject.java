package de.lopezitwelt.contracts.erasure;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What is erased. On the wire in lower case. */
public enum ErasureSubject {
    USER,
    AGENT,
    ORGANIZATION;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
