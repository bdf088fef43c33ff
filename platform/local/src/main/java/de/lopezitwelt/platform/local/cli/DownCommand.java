package de.lopezitwelt.platform.local.cli;

import de.lopezitwelt.platform.local.cli.workplace.Workplace;
import de.lopezitwelt.platform.local.platform.LocalPlatform;
import de.lopezitwelt.platform.local.server.DirectoryTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Stops the platform. */
@Command(
        name = "down",
        description = "Stops what up has started. Data, secrets and logs are kept.",
        mixinStandardHelpOptions = true)
final class DownCommand implements Callable<Integer> {
    private static final List<String> PURGED = List.of("mysql", "kafka", "secrets", "logs", "run", "app", "mail");

    @Option(
            names = "--purge",
            description = "Remove data, secrets, mails and logs too: the next up starts from nothing.")
    private boolean purge;

    @Override
    public Integer call() throws IOException {
        LocalPlatform platform = Workplace.current().platform();
        int count = platform.running().size();
        if (count == 0) {
            System.out.println("The platform does not run.");
        } else {
            System.out.println("Stopping " + count + " processes …");
            platform.stop();
            System.out.println("Stopped.");
        }
        if (purge) {
            Path state = platform.settings().state().path();
            for (String directory : PURGED) {
                DirectoryTree.delete(state.resolve(directory));
            }
            System.out.println("Removed data, secrets, mails and logs of " + state);
        }
        return 0;
    }
}
