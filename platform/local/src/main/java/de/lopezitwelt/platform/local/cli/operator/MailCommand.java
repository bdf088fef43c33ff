package de.lopezitwelt.platform.local.cli.operator;

import de.lopezitwelt.platform.local.cli.workplace.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows the local mailbox. */
@Command(
        name = "mail",
        description = {
            "Shows the mails that the platform has sent on this machine, the newest last.",
            "With LOPEZ_AUTH_MAIL_SMTP_HOST they go to a mail server instead."
        },
        mixinStandardHelpOptions = true)
public final class MailCommand implements Callable<Integer> {
    private static final String RULE = "-".repeat(72);

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--to", paramLabel = "e-mail", description = "Only mails to this address.")
    private @Nullable String to;

    @Option(
            names = {"-n", "--last"},
            description = "How many at most (default: ${DEFAULT-VALUE}).",
            defaultValue = "10")
    private int last;

    @Override
    public Integer call() throws IOException {
        if (last < 1) {
            throw new ParameterException(spec.commandLine(), "--last must be at least 1, not " + last);
        }
        if (to != null && to.indexOf('@') < 1) {
            throw new ParameterException(spec.commandLine(), "not an e-mail address: " + to);
        }
        List<String> mails = read(Workplace.current().settings().state().mail(), to);
        if (mails.isEmpty()) {
            System.out.println("No mail" + (to == null ? "." : " to " + to + "."));
        }
        for (String mail : mails.subList(Math.max(0, mails.size() - last), mails.size())) {
            System.out.println(RULE);
            System.out.println(mail.strip());
        }
        return 0;
    }

    /** File names are UUIDv7, so that their order is that of the mails. */
    static List<String> read(Path mailbox, @Nullable String to) throws IOException {
        if (!Files.isDirectory(mailbox)) {
            return List.of();
        }
        String wanted = to == null ? "" : "\nto: " + to.toLowerCase(Locale.ROOT) + "\n";
        try (Stream<Path> files = Files.list(mailbox)) {
            List<Path> sorted = files.filter(file -> file.toString().endsWith(".eml"))
                    .sorted()
                    .toList();
            var mails = Stream.<String>builder();
            for (Path file : sorted) {
                String mail = Files.readString(file);
                if (mail.toLowerCase(Locale.ROOT).contains(wanted)) {
                    mails.add(mail);
                }
            }
            return mails.build().toList();
        }
    }
}
