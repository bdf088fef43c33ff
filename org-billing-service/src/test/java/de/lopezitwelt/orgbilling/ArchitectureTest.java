package de.lopezitwelt.orgbilling;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import de.lopezitwelt.platform.testing.architecture.ServiceRules;

@AnalyzeClasses(packages = "de.lopezitwelt.orgbilling", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchTests rules = ArchTests.in(ServiceRules.class);
}
