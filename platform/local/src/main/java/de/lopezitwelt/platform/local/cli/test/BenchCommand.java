package de.lopezitwelt.platform.local.cli.test;

import de.lopezitwelt.platform.local.cli.workplace.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** Runs benchmarks, in a JVM of their own. */
@Command(
        name = "bench",
        description =
                "Runs a benchmark against a platform of its own: append, fold, gateway, history, login, relay, token; --quick for a short run.")
public final class BenchCommand implements Callable<Integer> {
    private static final String PROGRAM = "de.lopezitwelt.benchmarks.BenchCommand";

    @Unmatched
    private final List<String> arguments = new ArrayList<>();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Workplace workplace = Workplace.current();
        Path target = workplace.root().resolve("benchmarks/target");
        if (!Files.isDirectory(target.resolve("classes"))) {
            throw new IOException("the benchmarks are not built: no " + target.resolve("classes"));
        }
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-Dlopez.root=" + workplace.root(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                target.resolve("classes") + ":" + target.resolve("lib") + "/*",
                PROGRAM));
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .directory(workplace.root().toFile())
                .inheritIO()
                .start()
                .waitFor();
    }
}
