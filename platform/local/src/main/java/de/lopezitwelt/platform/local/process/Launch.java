package de.lopezitwelt.platform.local.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How a process is started.
 *
 * @param name what people call it
 * @param environment added to this program's own
 * @param log where its output goes, appended
 * @param pidFile where its identity is kept while it runs
 */
public record Launch(
        String name, List<String> command, Map<String, String> environment, Path directory, Path log, Path pidFile) {
    public Launch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
