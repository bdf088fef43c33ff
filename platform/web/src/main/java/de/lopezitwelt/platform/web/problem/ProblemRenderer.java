package de.lopezitwelt.platform.web.problem;

/** Gives errors another shape under a part of the API. A bean of this type is found by the mapper. */
public interface ProblemRenderer {
    /** Start of the paths it answers for, e.g. {@code /v1/}. */
    String pathPrefix();

    String mediaType();

    /** The body, to be written as JSON. */
    Object render(Problem problem);
}
