package de.lopezitwelt.platform.local.cli;

import de.lopezitwelt.platform.local.cli.workplace.Workplace;
import de.lopezitwelt.platform.local.demo.DemoUser;
import de.lopezitwelt.platform.local.demo.TrialAdministrator;
import de.lopezitwelt.platform.local.platform.LocalPlatform;
import de.lopezitwelt.platform.local.process.ManagedProcess;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts the platform. */
@Command(
        name = "up",
        description = {
            "Starts MySQL, Kafka and the five services and waits until each is ready.",
            "Stays until Ctrl-C, which stops everything, unless --detach is given.",
            "LOPEZ_MYSQL_URL (mysql://user:password@host:port) and LOPEZ_KAFKA_BOOTSTRAP name servers of your own;",
            "LOPEZ_PORT_SHIFT moves every port; LOPEZ_MODEL_BASE_URL, _API_KEY and _NAME name a model."
        },
        mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {
    private static final int LOOK_SECONDS = 2;

    @Option(names = "--detach", description = "Return when everything is ready; ./lopez down stops it.")
    private boolean detach;

    @Override
    public Integer call() throws IOException, InterruptedException {
        LocalPlatform platform = Workplace.current().platform();
        List<ManagedProcess> running = platform.running();
        if (!running.isEmpty()) {
            System.out.println("The platform already runs (" + running.size() + " processes).");
            System.out.print(Welcome.to(platform, administrator(platform)));
            return 0;
        }
        long start = System.nanoTime();
        var stopping = new StopOnExit(platform);
        System.out.println("Starting Lopez IT Welt …");
        platform.start();
        System.out.printf("Ready after %.1f s.%n", (System.nanoTime() - start) / 1e9);
        System.out.print(Welcome.to(platform, administrator(platform)));
        if (detach) {
            stopping.cancel();
            System.out.println("Stop it with ./lopez down");
            return 0;
        }
        System.out.println("Stop it with Ctrl-C");
        watch(platform);
        return 0;
    }

    /** The login to show; null when there is none yet: that is no reason to stop a platform that is ready. */
    static @Nullable DemoUser administrator(LocalPlatform platform) throws InterruptedException {
        var administrator = TrialAdministrator.of(platform);
        try {
            administrator.make();
            return administrator.user();
        } catch (IOException failure) {
            System.err.println("lopez: the administrator to sign in as could not be made: " + Explanation.of(failure));
            return null;
        }
    }

    /** Says when a process ends by itself; ends when all have, for example after {@code ./lopez down} elsewhere. */
    private static void watch(LocalPlatform platform) throws InterruptedException {
        List<ManagedProcess> before = platform.running();
        while (!before.isEmpty()) {
            TimeUnit.SECONDS.sleep(LOOK_SECONDS);
            for (ManagedProcess process : before) {
                if (!process.alive() && !platform.stopping()) {
                    System.out.println(process.name() + " has ended; ./lopez logs " + process.name());
                }
            }
            before = before.stream().filter(ManagedProcess::alive).toList();
        }
    }
}
