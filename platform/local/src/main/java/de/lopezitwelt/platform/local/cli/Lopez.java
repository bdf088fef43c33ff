package de.lopezitwelt.platform.local.cli;

import de.lopezitwelt.platform.local.cli.data.DbCommand;
import de.lopezitwelt.platform.local.cli.deploy.DeployCommand;
import de.lopezitwelt.platform.local.cli.deploy.ImagesCommand;
import de.lopezitwelt.platform.local.cli.operator.AdminCommand;
import de.lopezitwelt.platform.local.cli.operator.AnalyticsCommand;
import de.lopezitwelt.platform.local.cli.operator.EventsCommand;
import de.lopezitwelt.platform.local.cli.operator.KeysCommand;
import de.lopezitwelt.platform.local.cli.operator.MailCommand;
import de.lopezitwelt.platform.local.cli.operator.ModelsCommand;
import de.lopezitwelt.platform.local.cli.test.BenchCommand;
import de.lopezitwelt.platform.local.cli.test.TestCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The one command of the project. */
@Command(
        name = "lopez",
        description = "Runs, tries and tests Lopez IT Welt on this machine.",
        mixinStandardHelpOptions = true,
        version = "Lopez IT Welt 1.0.0-SNAPSHOT",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            MailCommand.class,
            DemoCommand.class,
            EventsCommand.class,
            AnalyticsCommand.class,
            DbCommand.class,
            TestCommand.class,
            BenchCommand.class,
            KeysCommand.class,
            AdminCommand.class,
            ModelsCommand.class,
            DeployCommand.class,
            ImagesCommand.class
        })
public final class Lopez implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Lopez())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, line, parsed) -> explain(failure, line));
    }

    @Override
    public void run() {
        spec.commandLine().usage(System.out);
    }

    /** What went wrong in one line where we know it; a stack trace is for what we do not. */
    private static int explain(Exception failure, CommandLine line) throws Exception {
        if (failure instanceof IOException
                || failure instanceof UncheckedIOException
                || failure instanceof SQLException
                || failure instanceof IllegalStateException) {
            line.getErr().println("lopez: " + Explanation.of(failure));
            for (Throwable also : failure.getSuppressed()) {
                line.getErr().println("lopez: " + Explanation.of(also));
            }
            return CommandLine.ExitCode.SOFTWARE;
        }
        throw failure;
    }
}
