package de.lopezitwelt.platform.web.openapi;

import de.lopezitwelt.platform.web.idempotency.Idempotent;
import de.lopezitwelt.platform.web.query.IgnoreUnknownParameters;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** Finds the Java method behind an operation by its id, {@code <class>_<method>}. */
final class ResourceMethods {
    private static final List<Class<? extends Annotation>> KINDS =
            List.of(GET.class, POST.class, PUT.class, PATCH.class, DELETE.class);

    private final IndexView index;

    ResourceMethods(IndexView index) {
        this.index = index;
    }

    /**
     * What annotations say about a method.
     *
     * @param status of its answer, where it is another than what the method's kind has
     * @param strict whether query parameters that it does not know are refused
     * @param failures reasons by status
     */
    record Described(
            List<String> roles, boolean idempotent, OptionalInt status, boolean strict, Map<String, String> failures) {}

    Optional<Described> find(@Nullable String operationId) {
        if (operationId == null || operationId.indexOf('_') < 0) {
            return Optional.empty();
        }
        String className = operationId.substring(0, operationId.indexOf('_'));
        String methodName = operationId.substring(operationId.indexOf('_') + 1);
        for (AnnotationInstance path : index.getAnnotations(name(Path.class))) {
            ClassInfo type = switch (path.target().kind()) {
                case CLASS -> path.target().asClass();
                case METHOD -> path.target().asMethod().declaringClass();
                default -> null;
            };
            if (type != null && type.simpleName().equals(className)) {
                for (MethodInfo method : type.methods()) {
                    if (method.name().equals(methodName) && isOperation(method)) {
                        return Optional.of(describe(type, method));
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** Another method may have the same name. */
    private static boolean isOperation(MethodInfo method) {
        return KINDS.stream().anyMatch(kind -> method.hasAnnotation(name(kind)));
    }

    private Described describe(ClassInfo type, MethodInfo method) {
        AnnotationInstance allowed = method.annotation(name(RolesAllowed.class));
        if (allowed == null && !method.hasAnnotation(name(PermitAll.class))) {
            allowed = type.declaredAnnotation(name(RolesAllowed.class));
        }
        AnnotationInstance status = method.annotation(name(ResponseStatus.class));
        return new Described(
                allowed == null ? List.of() : List.of(allowed.value().asStringArray()),
                method.hasAnnotation(name(Idempotent.class)),
                status == null
                        ? usualStatus(method)
                        : OptionalInt.of(status.value().asInt()),
                type.declaredAnnotation(name(IgnoreUnknownParameters.class)) == null,
                method.annotationsWithRepeatable(name(Fails.class), index).stream()
                        .collect(Collectors.toMap(
                                failure -> failure.value("status").asString(),
                                failure -> failure.value("when").asString())));
    }

    /** Nothing is 204, whatever the method. */
    private static OptionalInt usualStatus(MethodInfo method) {
        String returned = method.returnType().toString();
        boolean nothing = returned.equals("void") || returned.endsWith("Uni<java.lang.Void>");
        return nothing ? OptionalInt.of(204) : OptionalInt.empty();
    }

    private static DotName name(Class<? extends Annotation> annotation) {
        return DotName.createSimple(annotation.getName());
    }
}
