package de.lopezitwelt.benchmarks.chat;

import de.lopezitwelt.benchmarks.frame.Bench;
import de.lopezitwelt.benchmarks.frame.BenchPlatform;
import de.lopezitwelt.benchmarks.frame.Figures;
import de.lopezitwelt.benchmarks.frame.Load;
import de.lopezitwelt.benchmarks.frame.Report;
import de.lopezitwelt.platform.local.platform.PlatformService;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Appends 300-byte user messages to 1,000 sessions over 64 connections, against plain JDBC on the same server. */
public final class AppendBench implements Bench {
    public static final String TEXT =
            "A message of three hundred bytes. ".repeat(9).substring(0, 300);
    private static final int SESSIONS_A_USER = 100;

    /** A session and the caller who may write to it. */
    private record Target(String path, String token) {}

    @Override
    public Report run(BenchPlatform platform, Scale scale) throws Exception {
        var report = new Report("append");
        Figures baseline = report.add(AppendBaseline.run(
                platform.jdbcUrl(),
                PlatformService.CHAT.schema(),
                scale.users() * SESSIONS_A_USER,
                scale,
                platform.meter()));
        // Signs in only now, because the baseline takes half the life of an access token.
        List<Target> targets = sessions(platform, scale.users());
        Buffer body = Buffer.buffer("{\"content\":\"" + TEXT + "\"}");
        try (var load = new Load(scale.settle())) {
            Figures ours = report.add(load.run(
                            "chat-service, " + scale.connections() + " connections",
                            platform.url(PlatformService.CHAT),
                            scale.connections(),
                            scale.warmUp(),
                            scale.measure(),
                            platform.meter(),
                            call -> {
                                Target target = targets.get(call % targets.size());
                                return new Load.Call(
                                        HttpMethod.POST,
                                        target.path(),
                                        Map.of(
                                                "Authorization",
                                                "Bearer " + target.token(),
                                                "Content-Type",
                                                "application/json",
                                                "Idempotency-Key",
                                                UUID.randomUUID().toString()),
                                        body);
                            })
                    .whole());
            report.atLeast("messages/s, ours over baseline", ours.perSecond() / baseline.perSecond(), 1.5);
            report.atMost("p99, ours over baseline", ours.p99Millis() / baseline.p99Millis(), 2);
        }
        return report;
    }

    private static List<Target> sessions(BenchPlatform platform, int users) throws Exception {
        List<Target> targets = new ArrayList<>(users * SESSIONS_A_USER);
        for (int user = 0; user < users; user++) {
            String token = platform.signUp();
            String agent = platform.createAgent(token);
            for (int session = 0; session < SESSIONS_A_USER; session++) {
                String id = platform.post(
                                PlatformService.CHAT, "/api/v1/sessions", token, "{\"agent_id\":\"" + agent + "\"}")
                        .path("id")
                        .asText();
                targets.add(new Target("/api/v1/sessions/" + id + "/messages?reply=false", token));
            }
        }
        return targets;
    }
}
