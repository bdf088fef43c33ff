package de.lopezitwelt.runtime.outbound;

import java.util.function.Consumer;

/** A provider's key. Prints as stars, so that no log, error or event can carry it. */
public final class ApiKey {

    private final String value;

    public ApiKey(String value) {
        this.value = value;
    }

    /** Hands the key to the code that puts it on the wire. */
    public void reveal(Consumer<String> wire) {
        wire.accept(value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ApiKey key && key.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "***";
    }
}
