package de.lopezitwelt.platform.local.platform;

import de.lopezitwelt.platform.local.account.AccountsBootstrap;
import de.lopezitwelt.platform.local.account.MySqlServer;
import de.lopezitwelt.platform.local.account.SchemaAccounts;
import de.lopezitwelt.platform.local.distribution.KafkaDistribution;
import de.lopezitwelt.platform.local.distribution.MySqlDistribution;
import de.lopezitwelt.platform.local.process.ManagedProcess;
import de.lopezitwelt.platform.local.secret.PrivateFiles;
import de.lopezitwelt.platform.local.server.EmbeddedKafka;
import de.lopezitwelt.platform.local.server.EmbeddedMySql;
import de.lopezitwelt.platform.local.server.FreePorts;
import de.lopezitwelt.platform.local.server.Readiness;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * MySQL, Kafka and the services as processes of this machine. Processes are found through the state directory, so any program
 * with the same settings can look after them; the program that started the platform may have ended.
 */
public final class LocalPlatform implements AutoCloseable {
    private static final String MYSQL = "mysql";
    private static final String KAFKA = "kafka";
    /** A slow machine is waited for: what cannot start ends by itself, and says why. */
    private static final Duration SERVICE_START = Duration.ofMinutes(15);
    /** Long enough to make five AOT caches on a busy machine. */
    private static final Duration SERVICE_GRACE = Duration.ofMinutes(2);

    private final PlatformSettings settings;
    private final Consumer<String> progress;
    private final PlatformSecrets secrets;
    /** Set while everything is being stopped, by Ctrl-C in the middle of a start too: nothing new may appear then. */
    private volatile boolean stopping;

    public LocalPlatform(PlatformSettings settings, Consumer<String> progress) throws IOException {
        this.settings = settings;
        this.progress = progress;
        PrivateFiles.directory(settings.state().path());
        Files.createDirectories(settings.state().run());
        this.secrets = PlatformSecrets.in(settings.state().secrets());
    }

    /** The platform whose processes run on this state, with the ports they have, or with the given ones if none runs. */
    public static LocalPlatform attach(PlatformSettings settings, Consumer<String> progress) throws IOException {
        var platform = new LocalPlatform(settings, progress);
        if (platform.running().isEmpty() || !Files.exists(settings.state().ports())) {
            return platform;
        }
        return new LocalPlatform(settings.on(Ports.load(settings.state().ports())), progress);
    }

    public PlatformSettings settings() {
        return settings;
    }

    /** Starts what does not run yet and returns when everything is ready; stops it again when something fails. */
    public void start() throws IOException, InterruptedException {
        stopping = false;
        if (running().isEmpty()) {
            requireFreePorts();
            settings.ports().save(settings.state().ports());
        }
        try {
            InParallel.run(this::startMySql, this::startKafka);
            InParallel.run(settings.services().stream()
                    .sorted()
                    .<InParallel.Step>map(service -> () -> startService(service))
                    .toArray(InParallel.Step[]::new));
        } catch (IOException | InterruptedException | RuntimeException failed) {
            if (stopping) {
                throw new IOException("stopped in the middle of the start", failed);
            }
            stop();
            throw failed;
        }
    }

    /** Starts MySQL unless it runs or the settings name another server, then prepares schemas and accounts. */
    public void startMySql() throws IOException, InterruptedException {
        if (settings.servers().mysql() == null && process(MYSQL).isEmpty()) {
            long start = System.nanoTime();
            embeddedMySql().start();
            ready("MySQL", start);
        }
        try {
            new AccountsBootstrap(mysql())
                    .create(settings.services().stream().map(secrets::accounts).toList());
        } catch (SQLException refused) {
            throw new IOException("MySQL at " + mysql() + " refuses: " + refused.getMessage(), refused);
        }
    }

    public void startKafka() throws IOException, InterruptedException {
        if (settings.servers().kafkaBootstrap() == null && process(KAFKA).isEmpty()) {
            long start = System.nanoTime();
            embeddedKafka().start();
            ready("Kafka", start);
        }
    }

    public void stopKafka() {
        process(KAFKA).ifPresent(kafka -> kafka.stop(EmbeddedKafka.GRACE));
    }

    /** Starts a service unless it runs, and returns when it is ready. */
    public void startService(PlatformService service) throws IOException, InterruptedException {
        if (process(service.serviceName()).isEmpty()) {
            launch(service, service.serviceName(), settings.ports().of(service), Map.of());
        }
    }

    /**
     * Starts one more instance of a service.
     *
     * @param instance a name of its own, for example {@code chat-service-2}; {@link #process} finds it by that
     * @param changes configuration that differs from the first instance's
     */
    public URI startInstance(PlatformService service, String instance, int port, Map<String, String> changes)
            throws IOException, InterruptedException {
        launch(service, instance, port, changes);
        return URI.create("http://localhost:" + port);
    }

    /** Ends a service as a crash would. */
    public void killService(PlatformService service) {
        process(service.serviceName()).ifPresent(ManagedProcess::kill);
    }

    /** Stops services first, then the servers; only what was started on this state. */
    public void stop() {
        stopping = true;
        for (List<ManagedProcess> all = running(); !all.isEmpty(); all = running()) {
            ManagedProcess.stopAll(all.stream().filter(this::isService).toList(), SERVICE_GRACE);
            ManagedProcess.stopAll(
                    all.stream().filter(process -> !isService(process)).toList(), EmbeddedMySql.GRACE);
        }
    }

    /** Whether {@link #stop} was called since the last start. */
    public boolean stopping() {
        return stopping;
    }

    @Override
    public void close() {
        stop();
    }

    /** {@code mysql}, {@code kafka}, a service or an instance by its name, if it runs. */
    public Optional<ManagedProcess> process(String name) {
        return ManagedProcess.running(name, settings.state().pidFile(name));
    }

    /** All processes of this state that run. */
    public List<ManagedProcess> running() {
        try (Stream<Path> files = Files.list(settings.state().run())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".pid"))
                    .sorted()
                    .flatMap(name -> process(name.substring(0, name.length() - ".pid".length())).stream())
                    .toList();
        } catch (IOException none) {
            return List.of();
        }
    }

    public URI url(PlatformService service) {
        return URI.create("http://localhost:" + settings.ports().of(service));
    }

    /** Where health and metrics of the service are. */
    public URI managementUrl(PlatformService service) {
        return URI.create("http://localhost:" + settings.ports().managementOf(service));
    }

    /** The MySQL server, as an account that may do everything. */
    public MySqlServer mysql() {
        MySqlServer external = settings.servers().mysql();
        return external != null
                ? external
                : EmbeddedMySql.server(
                        settings.state().mysql(),
                        settings.ports().mysql(),
                        secrets.mysqlRootPassword(),
                        settings.servers().embeddedTls());
    }

    /** What the account that takes backups signs in with. */
    public String backupPassword() {
        return secrets.backupPassword();
    }

    /** The accounts of a service's schema. */
    public SchemaAccounts accounts(PlatformService service) {
        return secrets.accounts(service);
    }

    public String kafkaBootstrap() {
        String external = settings.servers().kafkaBootstrap();
        return external != null ? external : "localhost:" + settings.ports().kafka();
    }

    /** What opens {@code /internal/operations} of every service. */
    public String operatorSecret() {
        return secrets.operatorSecret();
    }

    /** The private key set that auth signs with; read again when it changes. */
    public Path signingKeysFile() {
        return secrets.signingKeys();
    }

    /** The keyset that auth seals columns with; read again when it changes. */
    public Path keysetFile() {
        return secrets.keyset();
    }

    /** The keyset that chat seals columns with; read again when it changes. */
    public Path chatKeysetFile() {
        return secrets.chatKeyset();
    }

    public String demoPassword() {
        return secrets.demoPassword();
    }

    private void launch(PlatformService service, String instance, int port, Map<String, String> changes)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        var application = new ServiceApplication(service, settings);
        application.copyFromBuild();
        var all = new HashMap<>(changes);
        all.put("quarkus.http.port", Integer.toString(port));
        all.put("quarkus.management.port", Integer.toString(Ports.managementOf(port)));
        var configuration = new ServiceConfiguration(settings, secrets, mysql(), kafkaBootstrap());
        if (stopping) {
            throw new IOException("the platform is being stopped");
        }
        ManagedProcess process = ManagedProcess.start(
                application.launch(instance, configuration.write(service, all, instance), Map.of()));
        var health = new HealthCheck(URI.create("http://localhost:" + Ports.managementOf(port)));
        Readiness.await(process, settings.state().log(instance), SERVICE_START, progress, health::ready);
        ready(instance, start);
    }

    private void ready(String name, long startNanos) {
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        progress.accept("%-20s ready after %.1f s".formatted(name, seconds));
    }

    private EmbeddedMySql embeddedMySql() throws IOException, InterruptedException {
        StateDirectory state = settings.state();
        return new EmbeddedMySql(
                MySqlDistribution.fetch(settings.cache(), progress),
                state.mysql(),
                state.log(MYSQL),
                state.pidFile(MYSQL),
                settings.ports().mysql(),
                secrets.mysqlRootPassword(),
                settings.servers().embeddedTls());
    }

    private EmbeddedKafka embeddedKafka() throws IOException, InterruptedException {
        StateDirectory state = settings.state();
        return new EmbeddedKafka(
                KafkaDistribution.fetch(settings.cache(), progress),
                state.kafka(),
                state.log(KAFKA),
                state.pidFile(KAFKA),
                settings.ports().kafka(),
                settings.ports().kafkaController());
    }

    private void requireFreePorts() throws IOException {
        var taken = new ArrayList<String>();
        settings.ports().numbers().forEach((name, port) -> {
            if (isOurs(name) && !FreePorts.isFree(port)) {
                taken.add("port " + port + " (" + name + ")");
            }
        });
        if (!taken.isEmpty()) {
            throw new PortsTaken(taken);
        }
    }

    private boolean isOurs(String name) {
        if (name.equals("MySQL")) {
            return settings.servers().mysql() == null;
        }
        if (name.startsWith("Kafka")) {
            return settings.servers().kafkaBootstrap() == null;
        }
        return PlatformService.named(name.replace(Ports.MANAGEMENT, ""))
                .filter(settings.services()::contains)
                .isPresent();
    }

    private boolean isService(ManagedProcess process) {
        return !process.name().equals(MYSQL) && !process.name().equals(KAFKA);
    }
}
