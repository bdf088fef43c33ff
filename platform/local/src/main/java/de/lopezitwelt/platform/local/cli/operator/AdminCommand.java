package de.lopezitwelt.platform.local.cli.operator;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.platform.local.cli.workplace.Workplace;
import de.lopezitwelt.platform.local.operator.Administrators;
import de.lopezitwelt.platform.local.secret.RandomSecrets;
import java.io.Console;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Arrays;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Who administers a running platform. A password is never an argument: every user of the machine can read arguments. */
@Command(
        name = "admin",
        description = "Makes and shows administrators of the running platform.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class AdminCommand {
    private static final String LINE = "%-40s %-10s %-20s %s%n";

    @Command(
            name = "create",
            description = "Creates an account that administers. Its password is generated and shown once.",
            mixinStandardHelpOptions = true)
    int create(
            @Parameters(paramLabel = "e-mail") String email,
            @Option(
                            names = "--name",
                            description = "Their name (default: ${DEFAULT-VALUE}).",
                            defaultValue = "Administrator")
                    String name,
            @Option(names = "--ask", description = "Ask for the password on the terminal instead.") boolean ask)
            throws IOException, InterruptedException {
        String password = ask ? askTwice() : new RandomSecrets(new SecureRandom()).password();
        JsonNode created = administrators().create(email, name, password);
        System.out.println(created.path("email").asText() + " administers the platform.");
        if (!ask) {
            System.out.println("Password, shown this once: " + password);
        }
        return 0;
    }

    @Command(
            name = "grant",
            description = "Makes a registered account an administrator's. Its user has to sign in again.",
            mixinStandardHelpOptions = true)
    int grant(@Parameters(paramLabel = "e-mail") String email) throws IOException, InterruptedException {
        JsonNode granted = administrators().grant(email);
        if (granted == null) {
            throw new IOException(
                    "nobody has registered " + email + "; ./lopez admin create " + email + " makes an account");
        }
        System.out.println(granted.path("email").asText() + " administers the platform.");
        return 0;
    }

    @Command(name = "list", description = "Administrators, newest first.", mixinStandardHelpOptions = true)
    int list() throws IOException, InterruptedException {
        var found = administrators().list();
        if (found.isEmpty()) {
            System.out.println("Nobody administers the platform; ./lopez admin create makes an administrator.");
            return 0;
        }
        System.out.printf(LINE, "e-mail", "status", "registered", "last login");
        for (JsonNode administrator : found) {
            System.out.printf(
                    LINE,
                    administrator.path("email").asText(),
                    administrator.path("status").asText(),
                    day(administrator.path("created_at")),
                    day(administrator.path("last_login_at")));
        }
        return 0;
    }

    /** To the second; a hyphen for never. */
    private static String day(JsonNode instant) {
        return instant.isTextual() ? instant.asText().replaceAll("\\.\\d+", "") : "-";
    }

    private static Administrators administrators() throws IOException {
        return new Administrators(Workplace.current().operator());
    }

    private static String askTwice() throws IOException {
        Console console = System.console();
        if (console == null || !console.isTerminal()) {
            throw new IOException("there is no terminal to ask on; without --ask a password is generated");
        }
        char[] first = console.readPassword("Password: ");
        char[] second = console.readPassword("Once more: ");
        if (first == null || !Arrays.equals(first, second)) {
            throw new IOException("the two passwords differ; nothing was created");
        }
        return new String(first);
    }
}
