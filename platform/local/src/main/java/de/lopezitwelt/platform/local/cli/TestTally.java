package de.lopezitwelt.platform.local.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Counts what Surefire and Failsafe reported in all modules. */
record TestTally(int tests, int failed, int skipped) {
    private static final Pattern SUITE = Pattern.compile("<testsuite [^>]*>");
    private static final Pattern COUNT = Pattern.compile("\\b(tests|failures|errors|skipped)=\"(\\d+)\"");
    private static final int MODULE_DEPTH = 5;
    private static final int HEAD = 4_000;

    static TestTally of(Path root) throws IOException {
        var sum = new TestTally(0, 0, 0);
        try (Stream<Path> files = Files.find(root, MODULE_DEPTH, (path, attributes) -> isReport(path))) {
            for (Path report : files.toList()) {
                sum = sum.plus(suite(Files.readString(report)));
            }
        }
        return sum;
    }

    static TestTally suite(String report) {
        Matcher suite = SUITE.matcher(report.substring(0, Math.min(HEAD, report.length())));
        var tally = new TestTally(0, 0, 0);
        if (suite.find()) {
            Matcher count = COUNT.matcher(suite.group());
            while (count.find()) {
                int number = Integer.parseInt(count.group(2));
                tally = tally.plus(
                        switch (count.group(1)) {
                            case "tests" -> new TestTally(number, 0, 0);
                            case "skipped" -> new TestTally(0, 0, number);
                            default -> new TestTally(0, number, 0);
                        });
            }
        }
        return tally;
    }

    @Override
    public String toString() {
        return tests + " tests, " + failed + " failed, " + skipped + " skipped";
    }

    private TestTally plus(TestTally other) {
        return new TestTally(tests + other.tests, failed + other.failed, skipped + other.skipped);
    }

    private static boolean isReport(Path path) {
        Path directory = path.getParent();
        return directory != null
                && List.of("surefire-reports", "failsafe-reports")
                        .contains(directory.getFileName().toString())
                && path.getFileName().toString().matches("TEST-.*\\.xml");
    }
}
