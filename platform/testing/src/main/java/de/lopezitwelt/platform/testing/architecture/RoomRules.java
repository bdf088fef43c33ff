package de.lopezitwelt.platform.testing.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Limits how many types a package holds, and forbids circles between packages. Modules that do not run {@link
 * ServiceRules} run this: {@code @ArchTest static final ArchTests rules = ArchTests.in(RoomRules.class);}.
 */
public final class RoomRules {
    /** Most top-level types of a package. */
    static final int MOST = 15;

    @ArchTest
    static final ArchRule packagesHoldFewTypes = classes().should(standInPackagesOfFewTypes());

    @ArchTest
    static final ArchRule packagesFormNoCircle =
            slices().matching("de.lopezitwelt.(**)").should().beFreeOfCycles();

    private RoomRules() {}

    private static ArchCondition<JavaClass> standInPackagesOfFewTypes() {
        return new ArchCondition<>("stand in packages of at most " + MOST + " types") {
            private Map<String, Integer> held = Map.of();

            @Override
            public void init(Collection<JavaClass> all) {
                held = new TreeMap<>();
                all.stream()
                        .filter(type ->
                                type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
                        .forEach(type -> held.merge(type.getPackageName(), 1, Integer::sum));
            }

            @Override
            public void check(JavaClass type, ConditionEvents events) {
                // Judged in finish, once for each package.
            }

            @Override
            public void finish(ConditionEvents events) {
                violations(held).forEach(text -> events.add(SimpleConditionEvent.violated(held, text)));
            }
        };
    }

    /**
     * Names the packages that are too large.
     *
     * @param held top-level types by package
     */
    public static List<String> violations(Map<String, Integer> held) {
        return held.entrySet().stream()
                .filter(room -> room.getValue() > MOST)
                .map(room -> room.getKey() + " holds " + room.getValue() + " types and may hold " + MOST + ": split it")
                .toList();
    }
}
