package de.lopezitwelt.platform.testing.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Limits how many types a package holds, and forbids circles between packages. Modules that do not run {@link
 * ServiceRules} run this: {@code @ArchTest static final ArchTests rules = ArchTests.in(RoomRules.class);}.
 */
public final class RoomRules {
    /** Most top-level types of a package. */
    static final int MOST = 15;

    /**
     * Packages that hold more than that, with the most that each may hold. This list only shrinks; add nothing to it.
     */
    private static final Map<String, Integer> CROWDED = Map.ofEntries(
            entry("de.lopezitwelt.agent.agent", 30),
            entry("de.lopezitwelt.auth.apikey", 19),
            entry("de.lopezitwelt.auth.erasure", 18),
            entry("de.lopezitwelt.auth.login", 27),
            entry("de.lopezitwelt.auth.token", 21),
            entry("de.lopezitwelt.auth.user", 21),
            entry("de.lopezitwelt.orgbilling.member", 21),
            entry("de.lopezitwelt.orgbilling.subscription", 24),
            entry("de.lopezitwelt.platform.local.cli", 24),
            entry("de.lopezitwelt.platform.web.identity", 25));

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
                violations(held, CROWDED).forEach(text -> events.add(SimpleConditionEvent.violated(held, text)));
            }
        };
    }

    /**
     * Finds what is wrong with the packages of one or more modules; listed packages of other modules are not judged.
     *
     * @param held top-level types by package
     * @param crowded most types by package, for packages that may hold more than {@link #MOST}
     */
    static List<String> violations(Map<String, Integer> held, Map<String, Integer> crowded) {
        List<String> violations = new ArrayList<>();
        held.forEach((name, types) -> {
            int most = Math.max(MOST, crowded.getOrDefault(name, MOST));
            if (types > most) {
                violations.add(name + " holds " + types + " types and may hold " + most + ": split it");
            }
        });
        Set<String> modules = held.keySet().stream().map(RoomRules::moduleOf).collect(Collectors.toSet());
        crowded.forEach((name, types) -> {
            if (modules.contains(moduleOf(name)) && held.getOrDefault(name, 0) <= MOST) {
                violations.add(name + " holds no more than " + MOST + " types: take it off the list");
            }
        });
        return violations;
    }

    /**
     * {@code de.lopezitwelt.chat} for a service's package, {@code de.lopezitwelt.platform.web} for a platform module's.
     */
    private static String moduleOf(String packageName) {
        String[] parts = packageName.split("\\.", -1);
        int own = parts.length > 2 && parts[2].equals("platform") ? 4 : 3;
        return String.join(".", List.of(parts).subList(0, Math.min(own, parts.length)));
    }
}
