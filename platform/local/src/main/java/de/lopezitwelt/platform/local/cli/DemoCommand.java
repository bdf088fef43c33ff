package de.lopezitwelt.platform.local.cli;

import de.lopezitwelt.platform.local.cli.workplace.Workplace;
import de.lopezitwelt.platform.local.demo.Dialogue;
import de.lopezitwelt.platform.local.demo.Journey;
import de.lopezitwelt.platform.local.demo.SummaryCheck;
import de.lopezitwelt.platform.local.demo.SummaryCheck.Figure;
import de.lopezitwelt.platform.local.platform.LocalPlatform;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Plays a conversation. */
@Command(
        name = "demo",
        description = {
            "Plays a conversation over HTTP, as a client would, and checks every figure analytics has of it.",
            "Uses the running platform, or starts one and stops it afterwards."
        },
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String LINE = "  %-8s %-26s %12s %12s  %s%n";

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "file",
            description = "One user message a line; - reads standard input. Left out: 20 lines that ship with it.")
    private @Nullable String file;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Dialogue dialogue = file == null ? Dialogue.sample() : Dialogue.from(file);
        LocalPlatform platform = Workplace.current().platform();
        if (!platform.running().isEmpty()) {
            return play(platform, dialogue);
        }
        System.out.println("The platform does not run: starting it for this demonstration …");
        var stopping = new StopOnExit(platform);
        platform.start();
        try {
            UpCommand.administrator(platform);
            return play(platform, dialogue);
        } finally {
            stopping.cancel();
            platform.stop();
            System.out.println("Stopped the platform again.");
        }
    }

    private static int play(LocalPlatform platform, Dialogue dialogue) throws IOException, InterruptedException {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var journey = new Journey(platform::url, out);
        Journey.Played played = journey.play(dialogue);
        out.println("Waiting for analytics …");
        List<Figure> figures = new SummaryCheck(platform::url, journey.api()).compare(played, PATIENCE);

        out.printf(LINE, "summary", "figure", "counted", "analytics", "");
        for (Figure figure : figures) {
            out.printf(
                    LINE,
                    figure.summary(),
                    figure.name(),
                    figure.expected(),
                    figure.actual() < 0 ? "-" : figure.actual(),
                    figure.agrees() ? "ok" : "DIFFERS");
        }
        boolean agreed = figures.stream().allMatch(Figure::agrees);
        int failed = played.tally().failedReplies();
        if (failed > 0) {
            out.println("\n" + failed + " replies failed; ./lopez logs chat says why.");
        }
        out.println(agreed ? "\nEvery figure agrees." : "\nAnalytics disagrees with what was sent.");
        return agreed && failed == 0 ? 0 : 1;
    }
}
