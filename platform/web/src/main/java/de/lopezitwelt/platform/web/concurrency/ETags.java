package de.lopezitwelt.platform.web.concurrency;

import de.lopezitwelt.platform.web.problem.CommonProblem;
import de.lopezitwelt.platform.web.problem.ProblemException;
import jakarta.ws.rs.core.EntityTag;
import java.net.URI;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;

/** Strong entity tags made of a row's version: {@code "7"}. */
public final class ETags {
    private ETags() {}

    public static EntityTag of(long version) {
        return new EntityTag(Long.toString(version));
    }

    /** 200 with the body and its tag. */
    public static <T> RestResponse<T> ok(T body, long version) {
        return ResponseBuilder.ok(body).tag(of(version)).build();
    }

    /** 200 with the view and its tag. */
    public static <T> RestResponse<T> ok(Versioned<T> resource) {
        return ok(resource.view(), resource.version());
    }

    /** 201 with the body, its tag and where it is from now on. */
    public static <T> RestResponse<T> created(String path, T body, long version) {
        return ResponseBuilder.create(Status.CREATED, body)
                .location(URI.create(path))
                .tag(of(version))
                .build();
    }

    /** 201 with the view, its tag and where it is from now on. */
    public static <T> RestResponse<T> created(String path, Versioned<T> resource) {
        return created(path, resource.view(), resource.version());
    }

    /** 201 for what never changes and so has no tag. */
    public static <T> RestResponse<T> created(String path, T body) {
        return ResponseBuilder.create(Status.CREATED, body)
                .location(URI.create(path))
                .build();
    }

    /** 412, for a compare-and-set that changed no row. */
    public static ProblemException changed() {
        return new ProblemException(CommonProblem.PRECONDITION_FAILED);
    }
}
