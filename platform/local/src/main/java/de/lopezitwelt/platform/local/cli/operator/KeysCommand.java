package de.lopezitwelt.platform.local.cli.operator;

import de.lopezitwelt.platform.local.cli.workplace.Workplace;
import de.lopezitwelt.platform.local.platform.LocalPlatform;
import de.lopezitwelt.platform.local.platform.PlatformService;
import de.lopezitwelt.platform.local.secret.KeysetRotation;
import de.lopezitwelt.platform.local.secret.SigningKeyRotation;
import java.io.IOException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Replaces keys while everything runs. */
@Command(
        name = "keys",
        description = "Replaces keys without a failed request.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class KeysCommand {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    /** Columns that a service seals, by table. */
    private static final Map<PlatformService, Map<String, String>> SEALED = Map.of(
            PlatformService.AUTH,
            Map.of("users", "encrypted_data", "api_keys", "encrypted_permissions"),
            PlatformService.CHAT,
            Map.of("tool_connections", "sealed", "tool_clients", "sealed"));

    @Command(
            name = "rotate",
            description = "Replaces the key that signs access tokens: publish, wait, sign, wait, retire. Takes about"
                    + " seven minutes; broken off, it goes on where it stood.",
            mixinStandardHelpOptions = true)
    int rotate(
            @Option(
                            names = "--caches",
                            description = "How long others remember the published keys (default: ${DEFAULT-VALUE}).",
                            defaultValue = "PT75S")
                    Duration caches,
            @Option(
                            names = "--tokens",
                            description = "How long tokens of the old key live on (default: ${DEFAULT-VALUE}).",
                            defaultValue = "PT5M15S")
                    Duration tokens)
            throws IOException, InterruptedException {
        requireTime("--caches", caches);
        requireTime("--tokens", tokens);
        var rotation = new SigningKeyRotation(platform().signingKeysFile());
        if (rotation.next() == SigningKeyRotation.Step.PUBLISH) {
            System.out.println("Published " + rotation.publish() + "; it signs in " + caches);
        }
        if (rotation.next() == SigningKeyRotation.Step.SIGN) {
            Thread.sleep(caches);
            System.out.println(rotation.sign() + " signs; the old key goes in " + tokens);
        }
        Thread.sleep(tokens);
        rotation.retire();
        System.out.println("Retired; published: " + rotation.ids());
        return 0;
    }

    @Command(
            name = "rotate-columns",
            description =
                    "Replaces the keys that seal columns, of auth and of chat: add, promote, seal every row again,"
                            + " disable the old one.",
            mixinStandardHelpOptions = true)
    int rotateColumns(
            @Option(
                            names = "--reload",
                            description = "How soon every instance of a service has read a changed keyset"
                                    + " (default: ${DEFAULT-VALUE}).",
                            defaultValue = "PT15S")
                    Duration reload)
            throws IOException, InterruptedException, SQLException {
        requireTime("--reload", reload);
        LocalPlatform platform = platform();
        List<PlatformService> services = SEALED.keySet().stream().sorted().toList();
        for (PlatformService service : services) {
            if (platform.process(service.serviceName()).isEmpty()) {
                throw new IllegalStateException(
                        service.serviceName() + " does not run, and it is what seals its rows again");
            }
        }
        for (PlatformService service : services) {
            rotateColumns(platform, service, reload);
        }
        return 0;
    }

    private static void rotateColumns(LocalPlatform platform, PlatformService service, Duration reload)
            throws IOException, InterruptedException, SQLException {
        String name = service.serviceName();
        var rotation = new KeysetRotation(
                service == PlatformService.AUTH ? platform.keysetFile() : platform.chatKeysetFile(),
                new SecureRandom());
        if (!rotation.isPending()) {
            rotation.add();
        }
        System.out.println(name + ": added a key");
        Thread.sleep(reload);
        rotation.promote();
        System.out.println(name + ": promoted it; sealing every row again");
        Thread.sleep(reload);
        for (long left = count(platform, service, rotation); left > 0; left = count(platform, service, rotation)) {
            System.out.println(name + ": " + left + " rows left");
            Thread.sleep(Duration.ofSeconds(1));
        }
        rotation.disableOthers();
        System.out.println(name + ": no row needs the old key; it is disabled");
    }

    private static long count(LocalPlatform platform, PlatformService service, KeysetRotation rotation)
            throws IOException, SQLException {
        String prefix = rotation.primaryPrefix();
        long rows = 0;
        try (Connection connection = platform.mysql().connect();
                Statement statement = connection.createStatement()) {
            for (Map.Entry<String, String> column :
                    Objects.requireNonNull(SEALED.get(service)).entrySet()) {
                try (ResultSet found = statement.executeQuery("SELECT COUNT(*) FROM " + service.schema() + "."
                        + column.getKey() + " WHERE HEX(LEFT(" + column.getValue() + ", 5)) <> '" + prefix + "'")) {
                    found.next();
                    rows += found.getLong(1);
                }
            }
        }
        return rows;
    }

    private void requireTime(String option, Duration duration) {
        if (duration.isNegative()) {
            throw new ParameterException(spec.commandLine(), option + " must not be negative: " + duration);
        }
    }

    private static LocalPlatform platform() throws IOException {
        return Workplace.current().platform();
    }
}
