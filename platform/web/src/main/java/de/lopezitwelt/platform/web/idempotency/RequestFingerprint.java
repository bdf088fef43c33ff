package de.lopezitwelt.platform.web.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.identity.CallerContext;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Derives a request's key: the scope is the caller and the route, the content the query and the body as understood. */
@Singleton
class RequestFingerprint {
    static final String HEADER = "Idempotency-Key";
    private static final Pattern ALLOWED = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private static final Pattern FORM =
            Pattern.compile("^\\s*multipart/form-data\\s*;.*?boundary=\"?([^\";]+)", Pattern.CASE_INSENSITIVE);

    private static final int NONE = -1;

    private final Map<Method, Integer> bodies = new ConcurrentHashMap<>();
    private final RoutingContext routing;
    private final CallerContext caller;
    private final ObjectMapper json;

    RequestFingerprint(RoutingContext routing, CallerContext caller, ObjectMapper json) {
        this.routing = routing;
        this.caller = caller;
        this.json = json;
    }

    /** Empty without the header. */
    Optional<IdempotencyKey> keyOf(Method method, Object[] arguments) {
        HttpServerRequest request = routing.request();
        String header = request.getHeader(HEADER);
        if (header == null) {
            return Optional.empty();
        }
        if (!ALLOWED.matcher(header).matches()) {
            throw ProblemException.invalid(HEADER, "must be 1 to 255 visible ASCII characters");
        }
        String scope = caller.find().map(RequestFingerprint::scope).orElse("anonymous");
        byte[] keyHash = IdempotencyKey.digest(scope, request.method().name(), String.valueOf(request.path()), header);
        String query = request.query() == null ? "" : request.query();
        return Optional.of(new IdempotencyKey(keyHash, digest(query, method, arguments)));
    }

    /** Keys of different organizations are different callers. */
    private static String scope(Caller caller) {
        String organization = caller.organizationId();
        return caller.kind() + " " + caller.userId() + (organization == null ? "" : " " + organization);
    }

    private byte[] digest(String query, Method method, Object[] arguments) {
        int position = bodies.computeIfAbsent(method, RequestFingerprint::positionOfBody);
        Object body = position == NONE ? null : arguments[position];
        return body instanceof byte[] file
                ? IdempotencyKey.digest(query.getBytes(StandardCharsets.UTF_8), withoutBoundary(file, boundary()))
                : IdempotencyKey.digest(query, body == null ? "" : write(body));
    }

    /** Empty unless the body is a form. */
    private byte[] boundary() {
        Matcher form = FORM.matcher(String.valueOf(routing.request().getHeader("Content-Type")));
        return form.find() ? form.group(1).getBytes(StandardCharsets.UTF_8) : new byte[0];
    }

    /** A client that repeats a form puts another boundary between its parts. */
    static byte[] withoutBoundary(byte[] body, byte[] boundary) {
        if (boundary.length == 0) {
            return body;
        }
        byte[] rest = new byte[body.length];
        int length = 0;
        for (int at = 0; at < body.length; ) {
            int end = at + boundary.length;
            if (end <= body.length && Arrays.equals(body, at, end, boundary, 0, boundary.length)) {
                at = end;
            } else {
                rest[length++] = body[at++];
            }
        }
        return Arrays.copyOf(rest, length);
    }

    /** The parameter without any JAX-RS annotation is the body. */
    private static int positionOfBody(Method method) {
        Parameter[] parameters = method.getParameters();
        for (int i = 0; i < parameters.length; i++) {
            if (isBody(parameters[i])) {
                return i;
            }
        }
        return NONE;
    }

    private static boolean isBody(Parameter parameter) {
        for (Annotation annotation : parameter.getAnnotations()) {
            String name = annotation.annotationType().getName();
            if (name.startsWith("jakarta.ws.rs.") || name.startsWith("org.jboss.resteasy.reactive.")) {
                return false;
            }
        }
        Package owner = parameter.getType().getPackage();
        return owner == null
                || !owner.getName().startsWith("jakarta.ws.rs")
                        && !owner.getName().startsWith("io.vertx");
    }

    private String write(Object body) {
        try {
            return json.writeValueAsString(body);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalStateException(unwritable);
        }
    }
}
