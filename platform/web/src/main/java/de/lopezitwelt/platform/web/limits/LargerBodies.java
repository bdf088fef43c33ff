package de.lopezitwelt.platform.web.limits;

/** A service's answer to which requests may bring more than {@code lopez.http.max-body-size}. */
public interface LargerBodies {
    /**
     * Bytes that the body of such a request may have; 0 where the usual limit holds. {@code quarkus.http.limits.max-body-size} must not be
     * lower.
     */
    long limitOf(String method, String path);

    /** Whether such a body is in memory as a whole, and not written to a file as it comes. */
    default boolean inMemory(String method, String path) {
        return true;
    }
}
