package de.lopezitwelt.platform.web.openapi;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.FieldInfo;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.RecordComponentInfo;
import org.jboss.jandex.Type;
import org.jspecify.annotations.Nullable;

/** Finds the Java record behind a schema, and what its components say about null. */
final class RecordSchemas {
    private static final DotName NULLABLE = DotName.createSimple("org.jspecify.annotations.Nullable");
    private static final DotName SCHEMA =
            DotName.createSimple("org.eclipse.microprofile.openapi.annotations.media.Schema");
    private static final String JACKSON = "com.fasterxml.jackson.annotation.";
    private static final DotName IGNORE = DotName.createSimple(JACKSON + "JsonIgnore");
    private static final DotName ANY_GETTER = DotName.createSimple(JACKSON + "JsonAnyGetter");
    private static final DotName UNWRAPPED = DotName.createSimple(JACKSON + "JsonUnwrapped");
    private static final DotName PROPERTY = DotName.createSimple(JACKSON + "JsonProperty");
    private static final DotName INCLUDE = DotName.createSimple(JACKSON + "JsonInclude");

    private final Map<String, List<ClassInfo>> bySchemaName;
    private final IndexView index;

    RecordSchemas(IndexView index) {
        this.index = index;
        this.bySchemaName = index.getKnownClasses().stream()
                .filter(ClassInfo::isRecord)
                .collect(Collectors.groupingBy(RecordSchemas::schemaName));
    }

    /**
     * One member of a JSON object.
     *
     * @param nullable whether Java may hold null there
     * @param primitive whether a missing one is 0 or false instead
     * @param leftOut whether JSON leaves it out when it is empty
     */
    record Member(boolean nullable, boolean primitive, boolean leftOut) {}

    /**
     * The members of the record with this schema name that has no others than these.
     *
     * @return empty when no record fits
     * @throws IllegalStateException when several records fit and differ: one of them needs a name of its own
     */
    Map<String, Member> members(String schemaName, Set<String> properties) {
        List<Map<String, Member>> fitting = candidates(schemaName).stream()
                .map(this::members)
                .filter(members -> members.keySet().equals(properties))
                .distinct()
                .toList();
        if (fitting.size() > 1) {
            throw new IllegalStateException("Several records make the schema " + schemaName
                    + " and differ in what may be null: give one of them @Schema(name = …)");
        }
        return fitting.isEmpty() ? Map.of() : fitting.getFirst();
    }

    /** A generic record's schema bears the names of its arguments behind its own. */
    private List<ClassInfo> candidates(String schemaName) {
        List<ClassInfo> named = bySchemaName.get(schemaName);
        if (named != null) {
            return named;
        }
        return bySchemaName.entrySet().stream()
                .filter(entry -> schemaName.startsWith(entry.getKey()))
                .flatMap(entry -> entry.getValue().stream())
                .filter(type -> !type.typeParameters().isEmpty())
                .toList();
    }

    static String schemaName(ClassInfo type) {
        AnnotationInstance schema = type.declaredAnnotation(SCHEMA);
        AnnotationValue name = schema == null ? null : schema.value("name");
        return name == null ? type.simpleName() : name.asString();
    }

    private Map<String, Member> members(ClassInfo type) {
        var members = new LinkedHashMap<String, Member>();
        for (RecordComponentInfo component : type.recordComponents()) {
            FieldInfo field = type.field(component.name());
            if (field.hasAnnotation(UNWRAPPED)) {
                ClassInfo unwrapped = index.getClassByName(field.type().name());
                if (unwrapped != null) {
                    members.putAll(members(unwrapped));
                }
            } else if (!field.hasAnnotation(IGNORE) && !field.hasAnnotation(ANY_GETTER)) {
                members.put(nameOf(field, component.name()), member(type, field, field.type()));
            }
        }
        for (MethodInfo method : type.methods()) {
            if (method.hasAnnotation(PROPERTY) && method.parametersCount() == 0 && type.field(method.name()) == null) {
                members.put(nameOf(method, method.name()), member(type, method, method.returnType()));
            }
        }
        return members;
    }

    private static String nameOf(AnnotationTarget target, String javaName) {
        AnnotationInstance property = target.annotation(PROPERTY);
        AnnotationValue name = property == null ? null : property.value();
        return name == null || name.asString().isEmpty()
                ? PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE.translate(javaName)
                : name.asString();
    }

    private static Member member(ClassInfo owner, AnnotationTarget target, Type type) {
        AnnotationInstance own = target.annotation(INCLUDE);
        boolean nullable = type.hasAnnotation(NULLABLE);
        return new Member(
                nullable,
                type.kind() == Type.Kind.PRIMITIVE,
                leftOut(nullable, own == null ? owner.declaredAnnotation(INCLUDE) : own));
    }

    private static boolean leftOut(boolean nullable, @Nullable AnnotationInstance include) {
        AnnotationValue when = include == null ? null : include.value();
        return when != null
                && (when.asEnum().equals("NON_EMPTY")
                        || nullable && when.asEnum().equals("NON_NULL"));
    }
}
