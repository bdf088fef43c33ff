package de.lopezitwelt.platform.web.problem;

import java.util.Locale;

/** A problem type that is a constant of an enum: its code is its name, {@code NOT_FOUND} as {@code not-found}. */
public interface EnumProblem extends ProblemType {
    /**
     * The constant part of every problem of a type.
     *
     * @param status of HTTP
     */
    record Description(String title, int status) {}

    /** The name of the constant. */
    String name();

    Description description();

    @Override
    default String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    default String title() {
        return description().title();
    }

    @Override
    default int status() {
        return description().status();
    }
}
