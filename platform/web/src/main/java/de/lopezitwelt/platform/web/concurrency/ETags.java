package de.lopezitwelt.platform.web.concurrency;

import de.lopezitwelt.platform.web.problem.CommonProblem;
import de.lopezitwelt.platform.web.problem.ProblemException;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** Strong entity tags made of a row's version: {@code "7"}. */
public final class ETags {
    private ETags() {}

    public static EntityTag of(long version) {
        return new EntityTag(Long.toString(version));
    }

    /** 200 with the body and its tag. */
    public static Response.ResponseBuilder ok(Object body, long version) {
        return Response.ok(body).tag(of(version));
    }

    /** 412, for a compare-and-set that changed no row. */
    public static ProblemException changed() {
        return new ProblemException(CommonProblem.PRECONDITION_FAILED);
    }

    /** The header as a condition; for updates that demand it use {@link IfMatch#required}. */
    public static IfMatch ifMatch(@Nullable String header) {
        return IfMatch.of(header);
    }
}
