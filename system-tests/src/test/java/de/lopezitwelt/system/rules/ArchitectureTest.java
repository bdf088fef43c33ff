package de.lopezitwelt.system.rules;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import de.lopezitwelt.platform.testing.architecture.RoomRules;

/** The system tests stand in small packages without circles, as the code that they test. */
@AnalyzeClasses(packages = "de.lopezitwelt.system")
class ArchitectureTest {
    @ArchTest
    static final ArchTests RULES = ArchTests.in(RoomRules.class);
}
