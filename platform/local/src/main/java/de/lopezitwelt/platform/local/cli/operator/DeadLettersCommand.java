package de.lopezitwelt.platform.local.cli.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.platform.local.cli.workplace.Workplace;
import de.lopezitwelt.platform.local.operator.DeadLetters;
import de.lopezitwelt.platform.local.operator.DeadLetters.Found;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Dead letters of all services. */
@Command(
        name = "dlq",
        description = "Events that a consumer could not fold.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class DeadLettersCommand {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int LISTED = 100;
    private static final String TOPICS = "lopez.";
    private static final String COUNT = "%-20s %-24s %-26s %6s  %-27s %s%n";
    private static final String LETTER = "%-36s %-22s %-24s %4s/%-8s %3s  %s%n";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Command(description = "Counts per topic with the newest reason. With a topic: its newest 100, each with its id.")
    int list(@Parameters(arity = "0..1", paramLabel = "topic") @Nullable String topic)
            throws IOException, InterruptedException {
        requireTopic(topic);
        DeadLetters letters = new DeadLetters(Workplace.current().operator());
        return topic == null ? counts(letters) : ofTopic(letters, topic);
    }

    @Command(description = "One event: why, where it came from, headers and body.")
    int show(@Parameters(paramLabel = "event id") String id) throws IOException, InterruptedException {
        List<Found> found = new DeadLetters(Workplace.current().operator()).find(id);
        if (found.isEmpty()) {
            System.err.println("lopez: no dead letter of " + id);
            return 1;
        }
        for (Found letter : found) {
            print(letter);
        }
        return 0;
    }

    @Command(
            description = {
                "Sends dead letters to their topic again, for the consumers that could not fold them, and waits for what",
                "becomes of them. Exit code 1 when some are still refused."
            })
    int redrive(
            @Parameters(arity = "0..1", paramLabel = "topic", description = "Everything of this topic.") @Nullable
                    String topic,
            @Option(names = "--id", paramLabel = "event id", description = "One event.") @Nullable String id,
            @Option(names = "--group", description = "Only what this consumer group is without.") @Nullable
                    String group,
            @Option(names = "--body", paramLabel = "file", description = "With --id: the event as it should have been.")
                    @Nullable
                    Path body)
            throws IOException, InterruptedException {
        if (topic == null && id == null) {
            throw new ParameterException(spec.commandLine(), "name a topic, or an event with --id");
        }
        if (body != null && id == null) {
            throw new ParameterException(spec.commandLine(), "--body belongs to one event: --id is needed");
        }
        requireTopic(topic);
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        put(request, "topic", topic);
        put(request, "event_id", id);
        put(request, "group", group);
        put(request, "body", body == null ? null : Files.readString(body));
        DeadLetters.Redriven redriven = new DeadLetters(Workplace.current().operator()).redrive(request, PATIENCE);
        if (id != null && redriven.sent() == 0 && redriven.left() == 0) {
            System.err.println("lopez: no dead letter of " + id);
            return 1;
        }
        System.out.printf("sent again %d, folded %d, left %d%n", redriven.sent(), redriven.folded(), redriven.left());
        if (redriven.newestReason() != null) {
            System.out.println("still refused: " + redriven.newestReason());
        }
        return redriven.left() == 0 ? 0 : 1;
    }

    private static int counts(DeadLetters letters) throws IOException, InterruptedException {
        List<Found> counts = letters.counts();
        if (counts.isEmpty()) {
            System.out.println("No dead letters.");
            return 0;
        }
        System.out.printf(COUNT, "service", "group", "topic", "open", "newest", "reason of the newest");
        for (Found count : counts) {
            JsonNode entry = count.entry();
            System.out.printf(
                    COUNT,
                    count.service().serviceName(),
                    entry.path("group").asText(),
                    entry.path("topic").asText(),
                    entry.path("open").asText(),
                    entry.path("newest_at").asText(),
                    entry.path("newest_reason").asText());
        }
        return 0;
    }

    private void requireTopic(@Nullable String topic) {
        if (topic != null && !topic.startsWith(TOPICS)) {
            throw new ParameterException(
                    spec.commandLine(), "no topic of this platform: " + topic + "; they begin with " + TOPICS);
        }
    }

    private static int ofTopic(DeadLetters letters, String topic) throws IOException, InterruptedException {
        List<Found> newest = letters.newest(topic, LISTED);
        if (newest.isEmpty()) {
            System.out.println("No dead letters of " + topic + ".");
            return 0;
        }
        System.out.printf(LETTER, "event", "group", "key", "part", "offset", "try", "reason");
        for (Found found : newest) {
            JsonNode gap = found.entry();
            System.out.printf(
                    LETTER,
                    gap.path("event_id").asText(),
                    gap.path("group").asText(),
                    gap.path("event_key").asText("-"),
                    gap.path("partition").asText(),
                    gap.path("offset").asText(),
                    gap.path("attempts").asText(),
                    gap.path("reason").asText());
        }
        return 0;
    }

    private static void print(Found letter) {
        JsonNode gap = letter.entry().path("gap");
        System.out.println("service     " + letter.service().serviceName());
        for (String name : List.of("group", "event_id", "event_type", "event_key", "aggregate_version")) {
            System.out.printf(
                    "%-11s %s%n",
                    name.replace("event_", "").replace("aggregate_", ""),
                    gap.path(name).asText("-"));
        }
        System.out.printf(
                "source      %s, partition %s, offset %s%n",
                gap.path("topic").asText(),
                gap.path("partition").asText(),
                gap.path("offset").asText());
        System.out.println("reason      " + gap.path("reason").asText());
        System.out.println("attempts    " + gap.path("attempts").asText());
        System.out.println("headers");
        for (Map.Entry<String, JsonNode> header : letter.entry().path("headers").properties()) {
            System.out.printf("  %s: %s%n", header.getKey(), header.getValue().asText());
        }
        System.out.println("body");
        System.out.println(letter.entry().path("body").asText("(Kafka holds it no more)"));
    }

    private static void put(ObjectNode request, String name, @Nullable String value) {
        if (value != null) {
            request.put(name, value);
        }
    }
}
