package de.lopezitwelt.auth.erasure;

import com.fasterxml.jackson.annotation.JsonValue;
import de.lopezitwelt.platform.persistence.column.WireEnum;
import java.util.Locale;

/** How far an erasure is. On the wire and in its column in lower case. */
public enum ErasureStatus {
    /** The services are asked. */
    REQUESTED,
    /** All agreed; each deletes. There is no way back. */
    APPROVED,
    /** A service refused; the account works as before. */
    REFUSED,
    /** Nothing is left. */
    COMPLETED;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ErasureStatus ofColumn(String column) {
        return WireEnum.parse(ErasureStatus.class, column);
    }
}
