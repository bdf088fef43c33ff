package de.lopezitwelt.platform.local.cli.data;

import de.lopezitwelt.platform.local.cli.workplace.Workplace;
import de.lopezitwelt.platform.local.data.rollback.Loss;
import de.lopezitwelt.platform.local.data.rollback.Rollback;
import de.lopezitwelt.platform.local.data.rollback.RollbackStep;
import de.lopezitwelt.platform.local.data.rollback.Version;
import de.lopezitwelt.platform.local.platform.LocalPlatform;
import de.lopezitwelt.platform.local.platform.PlatformService;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Takes schemas back to an earlier version. */
@Command(
        name = "rollback",
        description = {
            "Undoes migrations, the newest first, until no schema is above a version.",
            "Killed in the middle, the same command goes on where it stood. Services are stopped before."
        },
        mixinStandardHelpOptions = true)
final class RollbackCommand implements Callable<Integer> {
    private static final Duration FRESH = Duration.ofHours(1);

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private BackupPlace place;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "version",
            description = "The newest version that stays, for example 1.9.0; 0 for none.")
    @SuppressWarnings("NullAway.Init")
    private String target;

    @Option(
            names = "--schema",
            paramLabel = "schema",
            description = "Only this one; a service's name will do. Can be given several times (default: all).")
    private List<String> schemas = new ArrayList<>();

    @Option(
            names = "--dry-run",
            description = "Print the statements and how many rows each would lose; change nothing.")
    private boolean dryRun;

    @Option(
            names = "--force",
            description = "Even without a verified backup, while services run, and where rows are lost.")
    private boolean force;

    @Override
    public Integer call() throws IOException, SQLException {
        Version version = version();
        Set<PlatformService> services = services();
        LocalPlatform platform = Workplace.current().platform();
        var rollback = new Rollback(
                platform.mysql(), platform::accounts, platform.settings().root());
        List<RollbackStep> steps = rollback.plan(services, version);
        if (steps.isEmpty()) {
            System.out.println("No schema is above " + version + ".");
            return 0;
        }
        if (dryRun) {
            print(steps);
        }
        List<String> objections = new ArrayList<>(rollback.objections(steps));
        if (!hasFreshBackup(platform)) {
            objections.add(
                    "no backup of this server was taken and verified within an hour: ./lopez db backup --verify");
        }
        if (dryRun) {
            objections.forEach(objection -> System.out.println("Refused without --force: " + objection));
            return 0;
        }
        if (!force && !objections.isEmpty()) {
            throw new IllegalStateException(
                    "nothing was changed; --force does it all the same:\n  " + String.join("\n  ", objections));
        }
        rollback.run(steps, statement -> System.out.println("  " + statement));
        System.out.println("Undone: " + steps.size() + " migrations; no schema is above " + version + ".");
        return 0;
    }

    private Version version() {
        try {
            return Version.parse(target);
        } catch (IllegalArgumentException none) {
            throw new ParameterException(spec.commandLine(), "--to is " + none.getMessage(), none);
        }
    }

    private Set<PlatformService> services() {
        if (schemas.isEmpty()) {
            return EnumSet.allOf(PlatformService.class);
        }
        var services = EnumSet.noneOf(PlatformService.class);
        for (String name : schemas) {
            services.add(EnumSet.allOf(PlatformService.class).stream()
                    .filter(service -> service.schema().equals(name)
                            || service.key().equals(name)
                            || service.serviceName().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new ParameterException(
                            spec.commandLine(),
                            "no such schema: " + name + "; there are "
                                    + EnumSet.allOf(PlatformService.class).stream()
                                            .map(PlatformService::schema)
                                            .toList())));
        }
        return services;
    }

    private static void print(List<RollbackStep> steps) {
        for (RollbackStep step : steps) {
            System.out.println(step + " (" + step.script().name() + ")");
            for (Loss loss : step.losses()) {
                System.out.printf(
                        "  %s%s;%n", loss.rows() == 0 ? "" : "[" + loss.rows() + " rows lost] ", loss.statement());
            }
        }
    }

    private boolean hasFreshBackup(LocalPlatform platform) throws SQLException, IOException {
        try (Connection connection = platform.mysql().connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT @@server_uuid")) {
            row.next();
            return place.directory(platform)
                    .verifiedSince(row.getString(1), Instant.now().minus(FRESH))
                    .isPresent();
        }
    }
}
