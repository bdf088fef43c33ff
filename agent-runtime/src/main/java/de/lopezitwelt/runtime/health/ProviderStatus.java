package de.lopezitwelt.runtime.health;

import java.util.Locale;

/** What a provider answers when it is only asked whether it is there. */
public enum ProviderStatus {
    UP,
    DOWN,
    KEY_REFUSED;

    /** The name in JSON, lower case. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ProviderStatus of(int httpStatus) {
        if (httpStatus == 401 || httpStatus == 403) {
            return KEY_REFUSED;
        }
        return httpStatus < 500 && httpStatus != 429 ? UP : DOWN;
    }
}
