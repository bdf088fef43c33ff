package de.lopezitwelt.platform.local.cli.workplace;

import java.io.PrintStream;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Maven's output without the lines that no reader needs. */
final class MavenOutput implements Consumer<String> {
    private static final Pattern NOISE = Pattern.compile(
            "WARNING: (A terminally deprecated|Please consider reporting|sun\\.misc|A restricted method|java\\.lang\\.System"
                    + "|Use --enable-native|Restricted methods).*|Progress \\(\\d+\\).*|Download(ing|ed) from .*"
                    + "|\\[INFO\\] *|\\[INFO\\] --- .*");

    private final PrintStream out;

    MavenOutput(PrintStream out) {
        this.out = out;
    }

    @Override
    public void accept(String line) {
        if (!NOISE.matcher(line).matches()) {
            out.println(line);
        }
    }
}
