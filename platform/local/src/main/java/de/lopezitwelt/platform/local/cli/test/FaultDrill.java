package de.lopezitwelt.platform.local.cli.test;

import de.lopezitwelt.platform.local.cli.workplace.Maven;
import de.lopezitwelt.platform.local.cli.workplace.Workplace;
import de.lopezitwelt.platform.local.server.DirectoryTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The long fault drill of the system tests, in parts that go on from one another. */
final class FaultDrill {
    private static final List<String> COMMAND = List.of(
            "-q",
            "-pl",
            "system-tests",
            "-am",
            "verify",
            "-Dtest=NONE",
            "-Dsurefire.failIfNoSpecifiedTests=false",
            "-Dit.test=FaultsIT",
            "-Dfailsafe.failIfNoSpecifiedTests=false",
            "-Dlopez.faults.full=true");

    private final Workplace workplace;
    private final Path directory;

    FaultDrill(Workplace workplace) {
        this.workplace = workplace;
        this.directory = workplace.settings().state().path().resolve("faults");
    }

    /** @param restart begins a new drill, as a complete one does too */
    int nextPart(boolean restart, List<String> arguments) throws IOException, InterruptedException {
        if (restart || Files.exists(directory.resolve("complete"))) {
            DirectoryTree.delete(directory);
        }
        var command = new ArrayList<>(COMMAND);
        command.add("-Dlopez.faults.directory=" + directory);
        command.addAll(arguments);
        System.out.println("lopez test --faults: the next part, about 7 minutes; what was so far: " + directory);
        int result = Maven.run(workplace, command, Map.of());
        System.out.println(closing(result));
        return result;
    }

    private String closing(int result) {
        if (result != 0) {
            return "lopez test --faults: FAILED; logs: " + directory.resolve("platform/logs");
        }
        return Files.exists(directory.resolve("complete"))
                ? "lopez test --faults: GREEN, complete"
                : "lopez test --faults: GREEN so far; run it again for the next part";
    }
}
