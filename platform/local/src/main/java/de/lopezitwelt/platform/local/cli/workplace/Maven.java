package de.lopezitwelt.platform.local.cli.workplace;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs Maven on the checkout and shows what it says. */
public final class Maven {
    private Maven() {}

    /**
     * @param environment added to this program's
     * @return Maven's exit code
     */
    public static int run(Workplace workplace, List<String> arguments, Map<String, String> environment)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("mvn", "-B"));
        command.addAll(arguments);
        var builder =
                new ProcessBuilder(command).directory(workplace.root().toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        // Tests choose the state that they look at.
        builder.environment().remove("LOPEZ_STATE");
        Process maven = builder.start();
        maven.getOutputStream().close();
        var filter = new MavenOutput(System.out);
        try (var lines = maven.inputReader()) {
            lines.lines().forEach(filter::accept);
        }
        return maven.waitFor();
    }
}
