package de.lopezitwelt.platform.web.query;

import de.lopezitwelt.platform.web.problem.ProblemException;
import de.lopezitwelt.platform.web.problem.Violation;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses query parameters that an operation does not declare with {@link QueryParam}, like unknown JSON fields: a misspelt
 * filter must not list everything. Also refuses a single parameter that is given twice, and one whose bytes are not UTF-8:
 * different halves of surrogate pairs would become the same text.
 */
@Singleton
public class UnknownParameters {
    /** Runs after the limit per caller has counted the request. */
    private static final int PRIORITY = Priorities.USER + 100;

    /** The decoder's replacement for bytes that are not UTF-8, such as half a surrogate pair. */
    private static final char REPLACEMENT = '\uFFFD';

    /** The same character when a client has sent it. */
    private static final Pattern REPLACEMENT_WRITTEN = Pattern.compile("%EF%BF%BD|\uFFFD", Pattern.CASE_INSENSITIVE);

    private final Map<Method, Declared> declared = new ConcurrentHashMap<>();

    /** @param names of the parameters, and whether each may be given several times */
    private record Declared(boolean ignoresOthers, Map<String, Boolean> names) {
        static Declared by(Class<?> resource, Method method) {
            var names = new HashMap<String, Boolean>();
            for (Parameter parameter : method.getParameters()) {
                QueryParam query = parameter.getAnnotation(QueryParam.class);
                if (query != null) {
                    names.put(query.value(), Collection.class.isAssignableFrom(parameter.getType()));
                }
            }
            return new Declared(resource.isAnnotationPresent(IgnoreUnknownParameters.class), Map.copyOf(names));
        }
    }

    /** @throws ProblemException 400 naming every parameter that is not known, given too often or not UTF-8 */
    @ServerRequestFilter(priority = PRIORITY)
    public void check(ResourceInfo resource, UriInfo uri) {
        Map<String, List<String>> given = uri.getQueryParameters();
        if (given.isEmpty()) {
            return;
        }
        Declared known = declared.computeIfAbsent(
                resource.getResourceMethod(), method -> Declared.by(resource.getResourceClass(), method));
        if (known.ignoresOthers()) {
            return;
        }
        boolean written = REPLACEMENT_WRITTEN
                .matcher(Objects.requireNonNullElse(uri.getRequestUri().getRawQuery(), ""))
                .find();
        var violations = new ArrayList<Violation>();
        new TreeMap<>(given).forEach((name, values) -> {
            Boolean several = known.names().get(name);
            if (several == null) {
                violations.add(new Violation(name, "is not a parameter of this operation"));
            } else if (!several && values.size() > 1) {
                violations.add(new Violation(name, "is given more than once"));
            } else if (!written && values.stream().anyMatch(value -> value.indexOf(REPLACEMENT) >= 0)) {
                violations.add(new Violation(name, "is not UTF-8"));
            }
        });
        if (!violations.isEmpty()) {
            throw ProblemException.invalid(violations);
        }
    }
}
