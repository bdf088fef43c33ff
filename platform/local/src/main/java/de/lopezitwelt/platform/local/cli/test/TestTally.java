package de.lopezitwelt.platform.local.cli.test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Counts what Surefire and Failsafe reported.
 *
 * @param flaky tests that failed first and passed when they were run again: green, and yet each of them to be mended
 */
record TestTally(int tests, int failed, int skipped, List<String> flaky) {
    private static final Pattern SUITE = Pattern.compile("<testsuite [^>]*>");
    private static final Pattern COUNT = Pattern.compile("\\b(tests|failures|errors|skipped)=\"(\\d+)\"");
    private static final Pattern CASE =
            Pattern.compile("<testcase name=\"([^\"]*)\" classname=\"([^\"]*)\"|<flaky(?:Failure|Error)\\b");
    private static final int MODULE_DEPTH = 5;
    private static final int HEAD = 4_000;

    /** @param modules whose reports count; none: those of all */
    static TestTally of(Path root, List<String> modules) throws IOException {
        var sum = new TestTally(0, 0, 0, List.of());
        for (Path below : modules.isEmpty()
                ? List.of(root)
                : modules.stream().map(root::resolve).toList()) {
            sum = sum.plus(below(below));
        }
        return sum;
    }

    private static TestTally below(Path directory) throws IOException {
        var sum = new TestTally(0, 0, 0, List.of());
        try (Stream<Path> files = Files.find(directory, MODULE_DEPTH, (path, attributes) -> isReport(path))) {
            for (Path report : files.toList()) {
                sum = sum.plus(suite(Files.readString(report)));
            }
        }
        return sum;
    }

    static TestTally suite(String report) {
        Matcher suite = SUITE.matcher(report.substring(0, Math.min(HEAD, report.length())));
        var tally = new TestTally(0, 0, 0, flaky(report));
        if (suite.find()) {
            Matcher count = COUNT.matcher(suite.group());
            while (count.find()) {
                int number = Integer.parseInt(count.group(2));
                tally = tally.plus(
                        switch (count.group(1)) {
                            case "tests" -> new TestTally(number, 0, 0, List.of());
                            case "skipped" -> new TestTally(0, 0, number, List.of());
                            default -> new TestTally(0, number, 0, List.of());
                        });
            }
        }
        return tally;
    }

    @Override
    public String toString() {
        String counts = tests + " tests, " + failed + " failed, " + skipped + " skipped";
        return flaky.isEmpty() ? counts : counts + ", FLAKY (passed only when run again): " + String.join(", ", flaky);
    }

    private static List<String> flaky(String report) {
        List<String> names = new ArrayList<>();
        String current = "";
        Matcher found = CASE.matcher(report);
        while (found.find()) {
            if (found.group(1) != null) {
                current = found.group(2).substring(found.group(2).lastIndexOf('.') + 1) + "." + found.group(1);
            } else if (!names.contains(current)) {
                names.add(current);
            }
        }
        return names;
    }

    private TestTally plus(TestTally other) {
        return new TestTally(
                tests + other.tests,
                failed + other.failed,
                skipped + other.skipped,
                Stream.concat(flaky.stream(), other.flaky.stream()).toList());
    }

    private static boolean isReport(Path path) {
        Path directory = path.getParent();
        return directory != null
                && List.of("surefire-reports", "failsafe-reports")
                        .contains(directory.getFileName().toString())
                && path.getFileName().toString().matches("TEST-.*\\.xml");
    }
}
