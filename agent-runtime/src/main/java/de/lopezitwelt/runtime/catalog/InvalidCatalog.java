package de.lopezitwelt.runtime.catalog;

import java.util.List;

/** A catalog that cannot be used; each problem names its path, e.g. {@code models[2].context_window}. */
public final class InvalidCatalog extends RuntimeException {

    private final transient List<String> problems;

    InvalidCatalog(List<String> problems) {
        super("invalid model catalog: " + String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
