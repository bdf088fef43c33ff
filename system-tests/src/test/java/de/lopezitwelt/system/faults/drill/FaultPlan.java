package de.lopezitwelt.system.faults.drill;

import de.lopezitwelt.platform.local.platform.PlatformService;
import de.lopezitwelt.system.faults.drill.Fault.Cut;
import de.lopezitwelt.system.faults.drill.Fault.Freeze;
import de.lopezitwelt.system.faults.drill.Fault.Kill;
import de.lopezitwelt.system.faults.drill.Fault.Rebalance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * What goes wrong, in which order: the seed decides, so that a drill can be repeated as far as threads allow.
 *
 * @param messages fewest messages that must be acknowledged by the end
 * @param talkers who talk at the same time
 * @param pause between two calls of a talker
 */
record FaultPlan(long seed, List<Fault> faults, int messages, int talkers, Duration pause) {
    static final String MYSQL = "mysql";
    static final String KAFKA = "kafka";

    /** Longer than the relay's lease and shorter than the time after which a consumer is put out of its group. */
    private static final Duration HAND_OVER = Duration.ofSeconds(7);

    /** Longer than the time after which a consumer is put out of its group. */
    private static final Duration EXPULSION = Duration.ofSeconds(12);

    private static final Duration LONGEST_AWAY = Duration.ofSeconds(3);

    /** About a minute: every kind once. */
    static FaultPlan shortForm(long seed) {
        Random random = new Random(seed);
        PlatformService[] services = PlatformService.values();
        PlatformService another = services[random.nextInt(services.length)];
        List<Fault> faults = new ArrayList<>(List.of(
                kill(random, PlatformService.CHAT.serviceName()),
                kill(random, PlatformService.ANALYTICS.serviceName()),
                kill(random, another.serviceName()),
                kill(random, MYSQL),
                kill(random, KAFKA),
                new Freeze(PlatformService.CHAT.serviceName(), HAND_OVER),
                new Cut(),
                new Rebalance()));
        Collections.shuffle(faults, random);
        return new FaultPlan(seed, faults, 500, 8, Duration.ofMillis(60));
    }

    /** 50,000 messages, 22 kills of services, 5 of the broker, 5 of MySQL, 10 rebalances, 9 freezes, 8 cuts. */
    static FaultPlan fullForm(long seed) {
        Random random = new Random(seed);
        List<Fault> faults = new ArrayList<>();
        for (PlatformService service : PlatformService.values()) {
            times(4, faults, () -> kill(random, service.serviceName()));
        }
        for (PlatformService service : List.of(PlatformService.CHAT, PlatformService.ANALYTICS)) {
            faults.add(kill(random, Instances.second(service)));
            times(2, faults, () -> new Freeze(service.serviceName(), HAND_OVER));
            faults.add(new Freeze(Instances.second(service), EXPULSION));
        }
        times(5, faults, () -> kill(random, MYSQL));
        times(5, faults, () -> kill(random, KAFKA));
        times(10, faults, Rebalance::new);
        times(8, faults, Cut::new);
        faults.add(new Freeze(MYSQL, HAND_OVER));
        faults.add(new Freeze(KAFKA, EXPULSION));
        faults.add(new Freeze(PlatformService.AUTH.serviceName(), HAND_OVER));
        Collections.shuffle(faults, random);
        return new FaultPlan(seed, faults, 50_000, 12, Duration.ofMillis(80));
    }

    private static Kill kill(RandomGenerator random, String process) {
        return new Kill(process, Duration.ofMillis(random.nextLong(LONGEST_AWAY.toMillis())));
    }

    private static void times(int count, List<Fault> faults, java.util.function.Supplier<Fault> fault) {
        for (int i = 0; i < count; i++) {
            faults.add(fault.get());
        }
    }
}
