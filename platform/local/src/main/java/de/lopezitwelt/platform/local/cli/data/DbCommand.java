package de.lopezitwelt.platform.local.cli.data;

import picocli.CommandLine.Command;

/** What operators do to the database. */
@Command(
        name = "db",
        description = "Looks after the database: backups, earlier versions, what it is like.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            RollbackCommand.class,
            BackupCommand.class,
            VerifyCommand.class,
            ArchiveCommand.class,
            RestoreCommand.class,
            ReportCommand.class,
            MetricsCommand.class
        })
public final class DbCommand {}
