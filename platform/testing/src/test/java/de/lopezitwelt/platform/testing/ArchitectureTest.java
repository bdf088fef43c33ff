package de.lopezitwelt.platform.testing;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import de.lopezitwelt.platform.testing.architecture.RoomRules;

/** Covers the local platform too, which cannot depend on this module. */
@AnalyzeClasses(
        packages = {"de.lopezitwelt.platform.testing", "de.lopezitwelt.platform.local"},
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchTests RULES = ArchTests.in(RoomRules.class);
}
