package de.lopezitwelt.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.platform.local.platform.PlatformService;
import de.lopezitwelt.platform.local.platform.Ports;
import de.lopezitwelt.platform.local.process.ManagedProcess;
import de.lopezitwelt.platform.local.server.FreePorts;
import de.lopezitwelt.system.support.Client;
import de.lopezitwelt.system.support.FaultyProvider;
import de.lopezitwelt.system.support.Person;
import de.lopezitwelt.system.support.Platform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clients that hardly read and providers that never end, on an instance of chat with its usual heap: what they cost is
 * bounded, the limits end them, and everybody else is served.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SlowReadersIT {
    /** {@code -Dlopez.slow-readers=1000} is the full drill, with the limits of production but for the idle time. */
    private static final int READERS = Integer.getInteger("lopez.slow-readers", 40);

    private static final boolean DRILL = READERS >= 500;
    private static final String INSTANCE = "chat-service-slow";
    private static final int READERS_A_PERSON = 20;
    private static final int CALLS = DRILL ? 400 : 20;
    private static final long MIB = 1024 * 1024;
    private static final Pattern HISTOGRAM_TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");

    private final Platform platform = Platform.running();
    private final FaultyProvider provider = FaultyProvider.start();
    private final Person bystander = Person.register(platform, "Bystander");
    private String chat = "";
    private String management = "";

    @BeforeAll
    void startInstance(@TempDir Path directory) throws Exception {
        int port = FreePorts.next();
        String patient = Platform.catalog(provider.baseUrl()).replace("idle: 2s", "idle: 60s");
        Path catalog = Files.writeString(directory.resolve("models.yaml"), patient);
        Map<String, String> changes = new HashMap<>(Map.of(
                "lopez.chat.turn.instance-url",
                "http://localhost:" + port,
                "lopez.models.catalog",
                catalog.toString(),
                "lopez.chat.budget.concurrent-replies",
                "1000",
                "lopez.chat.streams.per-user",
                "1000",
                "lopez.chat.streams.idle",
                DRILL ? "30s" : "4s",
                "lopez.chat.reply.linger",
                DRILL ? "30s" : "2s"));
        if (!DRILL) {
            changes.put("lopez.chat.reply.max-duration", "15s");
            changes.put("lopez.chat.streams.max-duration", "20s");
        }
        management = "http://localhost:" + Ports.managementOf(port);
        chat = platform.local()
                .startInstance(PlatformService.CHAT, INSTANCE, port, changes)
                .toString();
    }

    @AfterAll
    void stopInstance() {
        provider.close();
        platform.local().process(INSTANCE).ifPresent(process -> process.stop(Duration.ofSeconds(30)));
    }

    @Test
    void slowReadersAndEndlessRepliesAreBoundedAndHarmNobodyElse() throws Exception {
        String session = bystander.startSession(platform, bystander.createAgent(platform, Platform.OFFLINE_MODEL));
        Latencies.of(CALLS, () -> speak(session));
        Latencies before = Latencies.of(CALLS, () -> speak(session));
        long heapBefore = liveHeap();
        List<SlowReader> readers = connect();
        try {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> gauge("lopez_streams_open") > 0 && provider.answersUnderWay() > 0);
            Latencies during = Latencies.of(CALLS, () -> {
                sip(readers);
                speak(session);
            });
            long heapDuring = liveHeap();
            double open = gauge("lopez_streams_open");

            System.out.printf(
                    "%d slow readers, %.0f still open: live heap %d → %d MiB, resident %d MiB; others before: %s,"
                            + " during: %s%n",
                    READERS, open, heapBefore / MIB, heapDuring / MIB, resident() / MIB, before, during);
            assertThat(heapDuring).as("live heap").isLessThan(200 * MIB);
            Awaitility.await("slow readers are let go, though none of them hangs up")
                    .atMost(Duration.ofMinutes(3))
                    .pollInterval(Duration.ofSeconds(1))
                    .untilAsserted(() -> {
                        speak(session);
                        assertThat(gauge("lopez_replies_running")).isZero();
                        assertThat(provider.answersUnderWay()).isZero();
                    });
            System.out.printf("afterwards: live heap %d MiB%n", liveHeap() / MIB);
        } finally {
            for (SlowReader reader : readers) {
                reader.close();
            }
        }
    }

    /** Most replies drip; every tenth comes as fast as it is taken. */
    private List<SlowReader> connect() throws Exception {
        List<SlowReader> readers = new ArrayList<>();
        try (var executor = Executors.newFixedThreadPool(4)) {
            List<java.util.concurrent.Future<List<SlowReader>>> people = new ArrayList<>();
            for (int i = 0; i < READERS; i += READERS_A_PERSON) {
                String name = "Slow" + i;
                people.add(executor.submit(() -> readersOf(name)));
            }
            for (var connected : people) {
                readers.addAll(connected.get(5, TimeUnit.MINUTES));
            }
        }
        return readers;
    }

    private List<SlowReader> readersOf(String name) throws IOException {
        Person person = Person.register(platform, name);
        String drip = person.createAgent(platform, "drip");
        String flood = person.createAgent(platform, "flood");
        List<SlowReader> readers = new ArrayList<>();
        for (int i = 0; i < READERS_A_PERSON; i++) {
            String session = person.startSession(platform, i % 10 == 0 ? flood : drip);
            readers.add(SlowReader.post(messages(session), person.token(), "{\"content\":\"Go on\"}"));
        }
        return readers;
    }

    /** Every second reader takes a few bytes, the others none. */
    private static void sip(List<SlowReader> readers) {
        for (int i = 0; i < readers.size(); i += 2) {
            try {
                readers.get(i).sip();
            } catch (IOException letGo) {
                // its time was over
            }
        }
    }

    private void speak(String session) {
        bystander.client().post(messages(session), "{\"content\":\"Hello\"}").expect(200);
    }

    private String messages(String session) {
        return chat + "/api/v1/sessions/" + session + "/messages";
    }

    private double gauge(String name) {
        Matcher value = Pattern.compile("(?m)^" + name + "(?:\\{[^}]*})? (\\S+)$")
                .matcher(Client.anonymous()
                        .get(management + "/q/metrics")
                        .expect(200)
                        .body());
        assertThat(value.find()).as(name).isTrue();
        return Double.parseDouble(value.group(1));
    }

    private ManagedProcess process() {
        return platform.local().process(INSTANCE).orElseThrow(() -> new AssertionError("chat died"));
    }

    /** Bytes that survive a full collection. */
    private long liveHeap() throws IOException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(process().pid()),
                        "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String histogram = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher total = HISTOGRAM_TOTAL.matcher(histogram);
        assertThat(total.find())
                .as(histogram.substring(0, Math.min(500, histogram.length())))
                .isTrue();
        return Long.parseLong(total.group(1));
    }

    private long resident() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process().pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElse(0);
    }
}
