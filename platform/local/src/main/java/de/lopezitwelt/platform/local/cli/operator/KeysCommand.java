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
import java.util.Map;
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

    /** Columns that are sealed, by table. */
    private static final Map<String, String> SEALED =
            Map.of("users", "encrypted_data", "api_keys", "encrypted_permissions");

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
                    "Replaces the key that seals columns: add, promote, seal every row again, disable the old one.",
            mixinStandardHelpOptions = true)
    int rotateColumns(
            @Option(
                            names = "--reload",
                            description = "How soon every instance of auth has read a changed keyset"
                                    + " (default: ${DEFAULT-VALUE}).",
                            defaultValue = "PT15S")
                    Duration reload)
            throws IOException, InterruptedException, SQLException {
        requireTime("--reload", reload);
        LocalPlatform platform = platform();
        if (platform.process(PlatformService.AUTH.serviceName()).isEmpty()) {
            throw new IllegalStateException("auth-service does not run, and it is what seals the rows again");
        }
        var rotation = new KeysetRotation(platform.keysetFile(), new SecureRandom());
        if (!rotation.isPending()) {
            rotation.add();
        }
        System.out.println("Added a key");
        Thread.sleep(reload);
        rotation.promote();
        System.out.println("Promoted it; sealing every row again");
        Thread.sleep(reload);
        for (long left = count(platform, rotation); left > 0; left = count(platform, rotation)) {
            System.out.println(left + " rows left");
            Thread.sleep(Duration.ofSeconds(1));
        }
        rotation.disableOthers();
        System.out.println("No row needs the old key; it is disabled");
        return 0;
    }

    private static long count(LocalPlatform platform, KeysetRotation rotation) throws IOException, SQLException {
        String prefix = rotation.primaryPrefix();
        long rows = 0;
        try (Connection connection = platform.mysql().connect();
                Statement statement = connection.createStatement()) {
            for (Map.Entry<String, String> column : SEALED.entrySet()) {
                try (ResultSet found = statement.executeQuery("SELECT COUNT(*) FROM " + PlatformService.AUTH.schema()
                        + "." + column.getKey() + " WHERE HEX(LEFT(" + column.getValue() + ", 5)) <> '" + prefix
                        + "'")) {
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
