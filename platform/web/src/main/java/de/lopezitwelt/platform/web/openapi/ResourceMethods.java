package de.lopezitwelt.platform.web.openapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jspecify.annotations.Nullable;

/** Finds the Java method behind an operation by its id, {@code <class>_<method>}. */
final class ResourceMethods {
    private static final DotName PATH = DotName.createSimple("jakarta.ws.rs.Path");
    private static final DotName ROLES_ALLOWED = DotName.createSimple("jakarta.annotation.security.RolesAllowed");
    private static final DotName IDEMPOTENT =
            DotName.createSimple("de.lopezitwelt.platform.web.idempotency.Idempotent");

    private final IndexView index;

    ResourceMethods(IndexView index) {
        this.index = index;
    }

    /** What annotations say about a method. */
    record Described(List<String> roles, boolean idempotent) {}

    Optional<Described> find(@Nullable String operationId) {
        if (operationId == null || operationId.indexOf('_') < 0) {
            return Optional.empty();
        }
        String className = operationId.substring(0, operationId.indexOf('_'));
        String methodName = operationId.substring(operationId.indexOf('_') + 1);
        for (AnnotationInstance path : index.getAnnotations(PATH)) {
            ClassInfo type = switch (path.target().kind()) {
                case CLASS -> path.target().asClass();
                case METHOD -> path.target().asMethod().declaringClass();
                default -> null;
            };
            if (type != null && type.simpleName().equals(className)) {
                for (MethodInfo method : type.methods()) {
                    if (method.name().equals(methodName)) {
                        return Optional.of(describe(type, method));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static Described describe(ClassInfo type, MethodInfo method) {
        AnnotationInstance allowed = method.annotation(ROLES_ALLOWED);
        if (allowed == null && !method.hasAnnotation(DotName.createSimple("jakarta.annotation.security.PermitAll"))) {
            allowed = type.declaredAnnotation(ROLES_ALLOWED);
        }
        List<String> roles = allowed == null
                ? List.of()
                : new ArrayList<>(List.of(allowed.value().asStringArray()));
        return new Described(roles, method.hasAnnotation(IDEMPOTENT));
    }
}
