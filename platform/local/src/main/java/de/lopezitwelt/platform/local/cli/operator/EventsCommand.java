package de.lopezitwelt.platform.local.cli.operator;

import picocli.CommandLine.Command;

/** What operators do about events. */
@Command(
        name = "events",
        description = "Looks after events: those that could not be folded, and whether all arrived.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {DeadLettersCommand.class, ReconcileCommand.class})
public final class EventsCommand {}
