package de.lopezitwelt.platform.local.cli;

import de.lopezitwelt.platform.local.platform.PlatformService;
import de.lopezitwelt.platform.local.platform.StateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows logs. */
@Command(
        name = "logs",
        description = "Shows the end of the logs: of all, or of one service, mysql or kafka.",
        mixinStandardHelpOptions = true)
final class LogsCommand implements Callable<Integer> {
    private static final int POLL_MILLIS = 300;

    @Parameters(index = "0", arity = "0..1", paramLabel = "service", description = "For example chat, mysql, kafka.")
    private @Nullable String name;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on showing what is added.")
    private boolean follow;

    @Option(
            names = {"-n", "--lines"},
            description = "Lines of each log to begin with (default: ${DEFAULT-VALUE}).",
            defaultValue = "50")
    private int lines;

    @Override
    public Integer call() throws IOException, InterruptedException {
        StateDirectory state = Workplace.current().settings().state();
        Map<Path, LogReader> readers = new LinkedHashMap<>();
        List<Path> files = files(state);
        if (files.isEmpty()) {
            throw new IOException("no log of " + (name == null ? "anything" : name) + " in " + state.path());
        }
        for (Path file : files) {
            String shown = files.size() == 1 ? "" : label(file);
            readers.put(file, LogReader.atEnd(file, shown, lines));
        }
        do {
            for (LogReader reader : readers.values()) {
                reader.printNew(System.out);
            }
            if (follow) {
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            }
        } while (follow);
        return 0;
    }

    private List<Path> files(StateDirectory state) throws IOException {
        if (name != null) {
            String process = PlatformService.named(name)
                    .map(PlatformService::serviceName)
                    .orElse(name);
            Path file = state.log(process);
            return Files.exists(file) ? List.of(file) : List.of();
        }
        Path directory = state.log("any").getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(directory)) {
            return new ArrayList<>(all.filter(file -> file.toString().endsWith(".log"))
                    .sorted()
                    .toList());
        }
    }

    private static String label(Path file) {
        return "%-18s| ".formatted(file.getFileName().toString().replace(".log", ""));
    }
}
