package de.lopezitwelt.platform.web.problem;

/**
 * A kind of error a client can tell apart. Each service keeps its own in one enum.
 *
 * <p>{@link #code()} is lower-case kebab and part of the API: it becomes {@code urn:lopez:problem:<code>}.
 */
public interface ProblemType {
    String code();

    String title();

    int status();

    /**
     * This problem with its reason.
     *
     * @param detail a sentence for the client
     */
    default ProblemException because(String detail) {
        return new ProblemException(this, detail);
    }
}
