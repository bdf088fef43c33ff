package de.lopezitwelt.system.rules;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import de.lopezitwelt.platform.testing.architecture.RoomRules;

/** The system tests, and the modules whose classes only they see together, stand in small packages without circles. */
@AnalyzeClasses(
        packages = {
            "de.lopezitwelt.system",
            "de.lopezitwelt.kernel",
            "de.lopezitwelt.platform.local",
            "de.lopezitwelt.platform.mysql",
            "de.lopezitwelt.platform.sse"
        })
class ArchitectureTest {
    @ArchTest
    static final ArchTests RULES = ArchTests.in(RoomRules.class);
}
