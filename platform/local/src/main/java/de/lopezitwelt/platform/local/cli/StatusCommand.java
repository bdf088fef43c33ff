package de.lopezitwelt.platform.local.cli;

import de.lopezitwelt.platform.local.cli.workplace.Workplace;
import de.lopezitwelt.platform.local.platform.HealthCheck;
import de.lopezitwelt.platform.local.platform.LocalPlatform;
import de.lopezitwelt.platform.local.platform.PlatformService;
import de.lopezitwelt.platform.local.process.ManagedProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/** Shows what runs. */
@Command(
        name = "status",
        description = "Shows each process, its address and memory. Exit code 3 when something does not run.",
        mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
    private static final int NOT_RUNNING = 3;
    private static final String LINE = "%-20s %-8s %-9s %8s  %s%n";

    private boolean complete = true;

    @Override
    public Integer call() throws IOException {
        LocalPlatform platform = Workplace.current().platform();
        System.out.printf(LINE, "process", "pid", "state", "memory", "address");
        var servers = platform.settings().servers();
        server(platform, "mysql", platform.mysql().address(), servers.mysql() != null);
        server(platform, "kafka", platform.kafkaBootstrap(), servers.kafkaBootstrap() != null);
        for (PlatformService service : PlatformService.values()) {
            Optional<ManagedProcess> process = platform.process(service.serviceName());
            boolean ready = process.isPresent() && new HealthCheck(platform.managementUrl(service)).ready();
            show(
                    service.serviceName(),
                    process,
                    ready ? "ready" : "not ready",
                    platform.url(service) + "  management " + platform.managementUrl(service));
            complete &= ready;
        }
        return complete ? 0 : NOT_RUNNING;
    }

    private void server(LocalPlatform platform, String name, String address, boolean external) {
        if (external) {
            System.out.printf(LINE, name, "-", "external", "-", address);
            return;
        }
        Optional<ManagedProcess> process = platform.process(name);
        complete &= process.isPresent();
        show(name, process, "running", address);
    }

    private static void show(String name, Optional<ManagedProcess> process, String state, String address) {
        System.out.printf(
                LINE,
                name,
                process.map(running -> Long.toString(running.pid())).orElse("-"),
                process.isPresent() ? state : "stopped",
                process.map(running -> memory(running.pid())).orElse("-"),
                address);
    }

    /** Resident memory as proc(5) gives it. */
    private static String memory(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .findFirst()
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024 + " MB")
                    .orElse("-");
        } catch (IOException gone) {
            return "-";
        }
    }
}
