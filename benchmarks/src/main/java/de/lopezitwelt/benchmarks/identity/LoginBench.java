package de.lopezitwelt.benchmarks.identity;

import de.lopezitwelt.benchmarks.frame.Bench;
import de.lopezitwelt.benchmarks.frame.BenchPlatform;
import de.lopezitwelt.benchmarks.frame.Figures;
import de.lopezitwelt.benchmarks.frame.Load;
import de.lopezitwelt.benchmarks.frame.Report;
import de.lopezitwelt.platform.local.platform.PlatformService;
import io.quarkus.elytron.security.common.BcryptUtil;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.HdrHistogram.Histogram;

/**
 * Password logins compared with what the cores can hash: one bcrypt of the same cost and code on an idle machine, times
 * the cores. Meanwhile a health check runs 20 times a second; it must not wait for hashes, and it takes no core from
 * them.
 */
public final class LoginBench implements Bench {
    private static final int CONNECTIONS = 16;
    /** Each user signs in on one connection at a time: parallel sign-ins lock a user. */
    private static final int ACCOUNTS = 3 * CONNECTIONS;
    /** The default of auth-service. */
    private static final int COST = 12;

    private static final Duration HEALTH_EVERY = Duration.ofMillis(50);

    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

    @Override
    public Report run(BenchPlatform platform, Scale scale) throws Exception {
        var report = new Report("login");
        Figures bcrypt = report.add(hashAlone(platform, scale));
        var accounts = new ArrayDeque<String>();
        for (int n = 0; n < ACCOUNTS; n++) {
            accounts.add(platform.signUpOnly());
        }
        try (var logins = new Load(scale.settle());
                var health = new Load(scale.settle(), HEALTH_EVERY)) {
            CompletableFuture<Figures> live = CompletableFuture.supplyAsync(() -> health.run(
                            "GET /q/health/live meanwhile",
                            platform.managementUrl(PlatformService.AUTH),
                            1,
                            scale.warmUp(),
                            scale.measure(),
                            platform.meter(),
                            call -> new Load.Call(HttpMethod.GET, "/q/health/live", Map.of(), Buffer.buffer()))
                    .whole());
            Figures login = report.add(login(logins, platform, scale, accounts));
            report.add(live.join());
            int cores = Runtime.getRuntime().availableProcessors();
            report.atLeast("logins/s over cores / one bcrypt", login.perSecond() / (bcrypt.perSecond() * cores), 0.9);
            report.atMost("health p99 ms while logging in", live.join().p99Millis(), 50);
        }
        return report;
    }

    private static Figures login(Load load, BenchPlatform platform, Scale scale, ArrayDeque<String> accounts) {
        return load.run(
                        "login",
                        platform.url(PlatformService.AUTH),
                        CONNECTIONS,
                        scale.warmUp(),
                        scale.measure(),
                        platform.meter(),
                        call -> {
                            String credentials = accounts.remove();
                            return new Load.Call(
                                    HttpMethod.POST,
                                    "/api/v1/auth/login",
                                    JSON,
                                    Buffer.buffer(credentials),
                                    answer -> accounts.add(credentials));
                        })
                .whole();
    }

    private static Figures hashAlone(BenchPlatform platform, Scale scale) {
        var micros = new Histogram(Duration.ofMinutes(1).toNanos() / 1000, 3);
        hash(micros, scale.warmUp());
        micros.reset();
        var cpu = platform.meter().start();
        hash(micros, scale.measure());
        return Figures.of("one bcrypt after the other, cost " + COST, micros, 0, cpu.stop());
    }

    private static void hash(Histogram micros, Duration time) {
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < time.toNanos()) {
            long start = System.nanoTime();
            BcryptUtil.bcryptHash(BenchPlatform.PASSWORD, COST);
            micros.recordValue((System.nanoTime() - start) / 1000);
        }
    }
}
