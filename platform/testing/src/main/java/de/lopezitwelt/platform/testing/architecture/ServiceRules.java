package de.lopezitwelt.platform.testing.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * The rules that every service's {@code ArchitectureTest} runs: {@code @ArchTest static final ArchTests rules =
 * ArchTests.in(ServiceRules.class);}.
 */
public final class ServiceRules {
    private static final Set<String> SERVICES = Set.of("auth", "agent", "chat", "orgbilling", "analytics");
    private static final Set<Class<?>> CLOCKS =
            Set.of(Instant.class, LocalDate.class, LocalDateTime.class, OffsetDateTime.class, ZonedDateTime.class);

    @ArchTest
    static final ArchRule policiesArePlainRules = noClasses()
            .that()
            .haveSimpleNameEndingWith("Policy")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "jakarta.ws.rs..",
                    "jakarta.persistence..",
                    "org.hibernate..",
                    "org.apache.kafka..",
                    "io.vertx..",
                    "io.smallrye.mutiny..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule resourcesAskServicesNotRepositories = noClasses()
            .that()
            .haveSimpleNameEndingWith("Resource")
            .should()
            .dependOnClassesThat(describe(
                    "repositories, entities or database clients",
                    type -> type.getSimpleName().endsWith("Repository")
                            || type.isAnnotatedWith("jakarta.persistence.Entity")
                            || type.getPackageName().startsWith("org.hibernate")
                            || type.getPackageName().startsWith("io.vertx.mutiny.sqlclient")))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule onlyRepositoriesHoldQueries = noClasses()
            .that(describe(
                    "are neither repositories nor connection scopes",
                    type -> !type.getSimpleName().endsWith("Repository") && !isConnectionScope(type)))
            .should()
            .callMethodWhere(describe("runs SQL or HQL", ServiceRules::runsQuery))
            .allowEmptyShould(true);

    /**
     * Two transactions that remove entities of one type at the same time can lose one's completion: it never ends and
     * keeps its locks (docs/adr/0041-entities-are-deleted-by-query.md). A query deletes without that fault.
     */
    @ArchTest
    static final ArchRule entitiesAreDeletedByQuery = noClasses()
            .should()
            .accessTargetWhere(describe("removes an entity through the session", ServiceRules::removesEntity))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule entitiesStayInTheirFeature = classes()
            .that()
            .areAnnotatedWith("jakarta.persistence.Entity")
            .should(beUsedInTheirOwnFeatureOnly())
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule featuresFormNoCycles = slices().matching("de.lopezitwelt.(*).(*)..")
            .should()
            .beFreeOfCycles()
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule noServiceImportsAnother = classes().should(dependOnNoOtherService());

    @ArchTest
    static final ArchRule namesSayWhatATypeIs = noClasses()
            .should()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Impl");

    @ArchTest
    static final ArchRule timeComesFromTheClock =
            noClasses().should().callMethodWhere(describe("reads the wall clock", ServiceRules::readsWallClock));

    @ArchTest
    static final ArchRule idsComeFromTheGenerator = noClasses().should().callMethod(UUID.class, "randomUUID");

    /** Text that is no id must not get as far as SQL; a type refuses it before. */
    @ArchTest
    static final ArchRule idsAreTypes = methods()
            .that()
            .areDeclaredInClassesThat()
            .haveSimpleNameEndingWith("Resource")
            .should(takeNoIdAsText())
            .allowEmptyShould(true);

    /** Quarkus REST serves no other ones, and does not say so. */
    @ArchTest
    static final ArchRule operationsArePublic = methods()
            .that()
            .areMetaAnnotatedWith("jakarta.ws.rs.HttpMethod")
            .should()
            .bePublic()
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule nothingBlocksAnEventLoop = noClasses()
            .should()
            .callMethodWhere(target(nameMatching("indefinitely|atMost"))
                    .and(target(owner(assignableTo("io.smallrye.mutiny.groups.UniAwait")))))
            .orShould()
            .callMethodWhere(target(name("sleep")).and(target(owner(assignableTo(Thread.class)))));

    @ArchTest
    static final ArchTests rooms = ArchTests.in(RoomRules.class);

    private ServiceRules() {}

    /**
     * Named {@code …Connections}, and all it offers is to run the caller's work on a connection that it prepares and cleans
     * up; for this it sends session statements such as {@code SET} and {@code COMMIT}.
     */
    static boolean isConnectionScope(JavaClass type) {
        return type.getSimpleName().endsWith("Connections")
                && type.getMethods().stream()
                        .filter(method -> !method.getModifiers().contains(JavaModifier.PRIVATE)
                                && !method.getModifiers().contains(JavaModifier.SYNTHETIC))
                        .allMatch(method -> method.getRawParameterTypes().stream()
                                .anyMatch(parameter -> parameter.isEquivalentTo(Function.class)));
    }

    private static boolean runsQuery(JavaMethodCall call) {
        String owner = call.getTargetOwner().getPackageName();
        String method = call.getName();
        boolean reactiveClient = owner.startsWith("io.vertx.mutiny.sqlclient")
                && (method.equals("preparedQuery") || method.equals("query") || method.equals("prepare"));
        boolean hibernate =
                owner.startsWith("org.hibernate.reactive") && method.startsWith("create") && method.endsWith("Query");
        return reactiveClient || hibernate;
    }

    private static boolean removesEntity(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        if (!(access.getTarget() instanceof CodeUnitAccessTarget target)) {
            return false;
        }
        boolean panache = owner.isAssignableTo("io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase")
                && (target.getName().equals("deleteById")
                        || target.getName().equals("delete")
                                && target.getRawParameterTypes().size() == 1
                                && !target.getRawParameterTypes().getFirst().isEquivalentTo(String.class));
        boolean session = owner.getPackageName().startsWith("org.hibernate.reactive")
                && Set.of("remove", "removeAll", "delete").contains(target.getName());
        return panache || session;
    }

    private static boolean readsWallClock(JavaMethodCall call) {
        boolean now = call.getName().equals("now")
                && call.getTarget().getRawParameterTypes().isEmpty()
                && CLOCKS.stream().anyMatch(type -> call.getTargetOwner().isEquivalentTo(type));
        boolean millis = call.getTargetOwner().isEquivalentTo(System.class)
                && call.getName().equals("currentTimeMillis");
        return now || millis;
    }

    private static ArchCondition<JavaMethod> takeNoIdAsText() {
        return new ArchCondition<>("take no id of a path or query as text") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                method.getParameters().stream()
                        .filter(parameter -> parameter.getType().getAllInvolvedRawTypes().stream()
                                .anyMatch(type -> type.isEquivalentTo(String.class)))
                        .filter(parameter -> parameter.getAnnotations().stream().anyMatch(ServiceRules::namesAnId))
                        .forEach(parameter ->
                                events.add(SimpleConditionEvent.violated(method, parameter.getDescription())));
            }
        };
    }

    private static boolean namesAnId(JavaAnnotation<?> annotation) {
        String kind = annotation.getRawType().getSimpleName();
        String name = String.valueOf(annotation.get("value").orElse(""));
        return Set.of("PathParam", "QueryParam", "HeaderParam", "FormParam").contains(kind)
                && (name.equals("id") || name.endsWith("_id"));
    }

    /** A feature is {@code de.lopezitwelt.<service>.<feature>} with the rooms below it. */
    private static ArchCondition<JavaClass> beUsedInTheirOwnFeatureOnly() {
        return new ArchCondition<>("be used in their own feature only") {
            @Override
            public void check(JavaClass entity, ConditionEvents events) {
                entity.getDirectDependenciesToSelf().stream()
                        .filter(use -> !featureOf(use.getOriginClass()).equals(featureOf(entity)))
                        .forEach(use -> events.add(SimpleConditionEvent.violated(entity, use.getDescription())));
            }
        };
    }

    private static ArchCondition<JavaClass> dependOnNoOtherService() {
        return new ArchCondition<>("depend on no other service") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                String own = serviceOf(type);
                type.getDirectDependenciesFromSelf().stream()
                        .filter(use -> SERVICES.contains(serviceOf(use.getTargetClass()))
                                && !serviceOf(use.getTargetClass()).equals(own))
                        .forEach(use -> events.add(SimpleConditionEvent.violated(type, use.getDescription())));
            }
        };
    }

    private static String featureOf(JavaClass type) {
        String[] parts = type.getPackageName().split("\\.", -1);
        return String.join(".", List.of(parts).subList(0, Math.min(4, parts.length)));
    }

    private static String serviceOf(JavaClass type) {
        String[] parts = type.getPackageName().split("\\.", -1);
        return parts.length > 2 && parts[1].equals("lopezitwelt") ? parts[2] : "";
    }
}
