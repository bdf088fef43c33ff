package de.lopezitwelt.platform.local.cli.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestTallyTest {
    private static final String FLAKY_REPORT = """
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuite name="a.FirstIT" time="1.2" tests="3" errors="0" skipped="1" failures="0">
              <testcase name="steady" classname="a.FirstIT" time="0.1"/>
              <testcase name="shaky" classname="a.FirstIT" time="0.1">
                <flakyFailure message="no" type="x">once</flakyFailure>
                <flakyError message="no" type="x">twice</flakyError>
              </testcase>
              <testcase name="left" classname="a.FirstIT" time="0"><skipped/></testcase>
            </testsuite>
            """;

    @Test
    void tallyCountsReportedTests() {
        TestTally tally = TestTally.suite("""
                <?xml version="1.0"?>
                <testsuite name="A" time="0.1" tests="7" errors="1" skipped="2" failures="1">""");

        assertThat(tally).hasToString("7 tests, 2 failed, 2 skipped");
    }

    @Test
    void testThatPassedOnlyWhenRunAgainIsNamed() {
        assertThat(TestTally.suite(FLAKY_REPORT))
                .hasToString("3 tests, 0 failed, 1 skipped, FLAKY (passed only when run again): FirstIT.shaky");
    }

    @Test
    void reportsOfAllModulesAreAddedUp(@TempDir Path root) throws Exception {
        write(root.resolve("one/target/surefire-reports/TEST-a.FirstIT.xml"), FLAKY_REPORT);
        write(
                root.resolve("platform/two/target/failsafe-reports/TEST-b.SecondIT.xml"),
                "<testsuite name=\"b.SecondIT\" tests=\"4\" errors=\"1\" skipped=\"0\" failures=\"2\">");
        write(root.resolve("one/target/surefire-reports/notes.xml"), "<testsuite tests=\"9\">");

        TestTally tally = TestTally.of(root, List.of());

        assertThat(TestTally.of(root, List.of("platform/two")).tests()).isEqualTo(4);
        assertThat(tally.tests()).isEqualTo(7);
        assertThat(tally.failed()).isEqualTo(3);
        assertThat(tally.flaky()).containsExactly("FirstIT.shaky");
    }

    private static void write(Path file, String text) throws Exception {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
