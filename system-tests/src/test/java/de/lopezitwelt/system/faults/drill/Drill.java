package de.lopezitwelt.system.faults.drill;

import static org.awaitility.Awaitility.await;

import de.lopezitwelt.platform.local.platform.PlatformService;
import de.lopezitwelt.system.faults.drill.Ledger.Kind;
import de.lopezitwelt.system.support.Platform;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.core.ConditionTimeoutException;

/** One part of a drill: load, faults, peace, comparison. */
final class Drill {
    private static final Duration PEACE = Duration.ofMinutes(4);
    private static final Duration UNCHANGED = Duration.ofSeconds(2);
    private static final Duration LAST_ANSWERS = Duration.ofMinutes(9);
    private static final DateTimeFormatter MYSQL_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    private final Platform platform;
    private final FaultPlan plan;
    private final Progress progress;
    private final Ledger ledger;
    private final Instances instances;

    Drill(Platform platform, FaultPlan plan, Progress progress, Ledger ledger) {
        this.platform = platform;
        this.plan = plan;
        this.progress = progress;
        this.ledger = ledger;
        this.instances = new Instances(platform);
    }

    /**
     * @param longest after which no further fault is begun
     * @return what the comparison found once everything was at peace
     */
    Verdict run(Duration longest) throws Exception {
        System.out.printf(
                "Drill of seed %d: %d of %d faults to go%n",
                plan.seed(),
                plan.faults().size() - progress.next(),
                plan.faults().size());
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> seconds = List.of(
                    executor.submit(start(Instances.second(PlatformService.CHAT))),
                    executor.submit(start(Instances.second(PlatformService.ANALYTICS))));
            List<Talker> talkers = talkers();
            var over = new AtomicBoolean();
            List<Future<?>> talks = new ArrayList<>();
            for (Talker talker : talkers) {
                talks.add(executor.submit(() -> {
                    talker.talkUntil(over::get, plan.pause());
                    return talker;
                }));
            }
            try {
                for (Future<?> second : seconds) {
                    second.get(2, TimeUnit.MINUTES);
                }
                harm(Instant.now().plus(longest), talks);
            } finally {
                over.set(true);
            }
            for (Future<?> talk : talks) {
                talk.get(LAST_ANSWERS.toSeconds(), TimeUnit.SECONDS);
            }
        }
        Verdict verdict = peace();
        instances.stopSecond();
        verdict.details().forEach(detail -> System.out.println("  " + detail));
        System.out.printf(
                "Drill of seed %d: %d messages in %d sessions acknowledged; %s%n%s%n",
                plan.seed(), ledger.count(Kind.MESSAGE), ledger.count(Kind.SESSION), progress, verdict);
        return verdict;
    }

    /** Whether every fault of the plan was committed and enough was said. */
    boolean isComplete() {
        return progress.next() == plan.faults().size() && ledger.count(Kind.MESSAGE) >= plan.messages();
    }

    private void harm(Instant until, List<Future<?>> talks) throws Exception {
        var saboteur = new Saboteur(platform, instances, progress);
        while (progress.next() < plan.faults().size() && Instant.now().isBefore(until)) {
            saboteur.commit(plan.faults().get(progress.next()));
            progress.faultDone();
            giveUpWith(talks);
        }
        while (ledger.count(Kind.MESSAGE) < plan.messages() && Instant.now().isBefore(until)) {
            Thread.sleep(Duration.ofMillis(200));
            giveUpWith(talks);
        }
    }

    private static void giveUpWith(List<Future<?>> talks) throws Exception {
        for (Future<?> talk : talks) {
            if (talk.state() == Future.State.FAILED) {
                talk.get();
            }
        }
    }

    private List<Talker> talkers() throws InterruptedException {
        Random random = new Random(plan.seed() + progress.next());
        List<Talker> talkers = new ArrayList<>();
        for (int i = 0; i < plan.talkers(); i++) {
            talkers.add(new Talker(platform, instances, ledger, progress, new Random(random.nextLong())));
        }
        return talkers;
    }

    private Callable<String> start(String instance) {
        return () -> {
            instances.start(instance);
            return instance;
        };
    }

    /** Waits until everything agrees and stays so; what still differs after that will never agree. */
    private Verdict peace() throws IOException, InterruptedException, SQLException {
        for (PlatformService service : PlatformService.values()) {
            instances.start(service.serviceName());
        }
        var comparison = new Comparison(platform.local().mysql(), ledger, MYSQL_TIME.format(progress.began()));
        try {
            await().atMost(PEACE)
                    .pollInterval(Duration.ofMillis(500))
                    .during(UNCHANGED)
                    .ignoreExceptions()
                    .until(() -> comparison.unpublished() == 0
                            && comparison.verdict().isClean());
        } catch (ConditionTimeoutException stillDiffers) {
            System.out.println("No peace: " + comparison.unpublished() + " events are not published yet");
        }
        return comparison.verdict();
    }
}
