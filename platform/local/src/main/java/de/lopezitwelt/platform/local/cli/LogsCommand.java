package de.lopezitwelt.platform.local.cli;

import de.lopezitwelt.platform.local.cli.workplace.Workplace;
import de.lopezitwelt.platform.local.platform.PlatformService;
import de.lopezitwelt.platform.local.platform.StateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows logs. */
@Command(
        name = "logs",
        description = "Shows the end of the logs: of all, or of one service, mysql or kafka.",
        mixinStandardHelpOptions = true)
final class LogsCommand implements Callable<Integer> {
    private static final int POLL_MILLIS = 300;
    private static final String SUFFIX = ".log";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

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
        if (lines < 0) {
            throw new ParameterException(spec.commandLine(), "--lines must not be negative: " + lines);
        }
        Map<Path, LogReader> readers = new LinkedHashMap<>();
        Map<String, Path> logs = logs(Workplace.current().settings().state());
        for (Map.Entry<String, Path> log : wanted(logs).entrySet()) {
            String label = name == null ? "%-18s| ".formatted(log.getKey()) : "";
            readers.put(log.getValue(), LogReader.atEnd(log.getValue(), label, lines));
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

    private Map<String, Path> wanted(Map<String, Path> logs) throws IOException {
        if (name == null) {
            if (logs.isEmpty()) {
                throw new IOException("nothing has been logged yet; ./lopez up starts the platform");
            }
            return logs;
        }
        String process =
                PlatformService.named(name).map(PlatformService::serviceName).orElse(name);
        Path log = logs.get(process);
        if (log != null) {
            return Map.of(process, log);
        }
        Set<String> known = new TreeSet<>(logs.keySet());
        known.addAll(List.of("mysql", "kafka"));
        Stream.of(PlatformService.values()).map(PlatformService::serviceName).forEach(known::add);
        if (known.contains(process)) {
            throw new IOException(process + " has not logged anything yet; ./lopez up starts the platform");
        }
        throw new ParameterException(
                spec.commandLine(), "no such log: " + name + "; there are " + String.join(", ", known));
    }

    /** By the name of the process. */
    private static Map<String, Path> logs(StateDirectory state) throws IOException {
        Map<String, Path> logs = new TreeMap<>();
        Path directory = state.log("any").getParent();
        if (directory != null && Files.isDirectory(directory)) {
            try (Stream<Path> files = Files.list(directory)) {
                for (Path file : files.toList()) {
                    String fileName = file.getFileName().toString();
                    if (fileName.endsWith(SUFFIX)) {
                        logs.put(fileName.substring(0, fileName.length() - SUFFIX.length()), file);
                    }
                }
            }
        }
        return logs;
    }
}
