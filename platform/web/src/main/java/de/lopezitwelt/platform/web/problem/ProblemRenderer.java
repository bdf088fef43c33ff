package de.lopezitwelt.platform.web.problem;

import io.vertx.core.http.HttpServerRequest;

/**
 * Gives errors another shape for a part of the requests. A bean of this type is found by the mapper; where several render for
 * a request, the one with the highest {@link jakarta.annotation.Priority} does.
 */
public interface ProblemRenderer {
    /** Whether the client of this request expects this shape. */
    boolean rendersFor(HttpServerRequest request);

    String mediaType();

    /** The body, to be written as JSON. */
    Object render(Problem problem);
}
