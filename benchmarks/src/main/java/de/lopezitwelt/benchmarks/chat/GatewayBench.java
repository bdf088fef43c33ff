package de.lopezitwelt.benchmarks.chat;

import de.lopezitwelt.benchmarks.frame.Bench;
import de.lopezitwelt.benchmarks.frame.BenchPlatform;
import de.lopezitwelt.benchmarks.frame.Load;
import de.lopezitwelt.benchmarks.frame.Report;
import de.lopezitwelt.benchmarks.frame.Settled;
import de.lopezitwelt.platform.local.platform.PlatformService;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code POST /v1/chat/completions} with an API key: the budget is reserved and settled, both messages are stored, the
 * events are published. Compared with the same calls straight to the upstream, which answers at once.
 */
public final class GatewayBench implements Bench {
    /** Most connections first: a single caller would be measured before the compiler is done. */
    private static final List<Integer> CONNECTIONS = List.of(64, 16, 1);

    private static final int CONNECTIONS_OF_THE_TARGET = 16;

    /** A caller and the agent that they call. */
    private record Caller(String apiKey, String agentId) {}

    /** With analytics, which folds the events of the turns beside them as in real life. */
    @Override
    public Set<PlatformService> services() {
        return EnumSet.of(PlatformService.AUTH, PlatformService.AGENT, PlatformService.CHAT, PlatformService.ANALYTICS);
    }

    @Override
    public Report run(BenchPlatform platform, Scale scale) throws Exception {
        var report = new Report("gateway");
        List<Caller> callers = callers(platform, scale.users());
        try (var load = new Load(scale.settle())) {
            for (boolean stream : new boolean[] {false, true}) {
                for (int connections : connections(scale)) {
                    String label = (stream ? "stream, " : "whole, ") + connections + " conn";
                    Load.Result direct = run(
                            load,
                            platform,
                            scale,
                            "upstream " + label,
                            platform.upstream(),
                            connections,
                            stream,
                            List.of());
                    Load.Result ours = run(
                            load,
                            platform,
                            scale,
                            "gateway " + label,
                            platform.url(PlatformService.CHAT),
                            connections,
                            stream,
                            callers);
                    add(report, direct, ours, stream, connections);
                }
            }
        }
        Settled.await(platform, report);
        return report;
    }

    private static List<Integer> connections(Scale scale) {
        return CONNECTIONS.stream()
                .map(connections -> Math.min(connections, scale.connections()))
                .distinct()
                .toList();
    }

    private static void add(Report report, Load.Result direct, Load.Result ours, boolean stream, int connections) {
        report.add(direct.whole());
        report.add(ours.whole());
        String kind = stream ? "stream" : "whole";
        if (stream) {
            report.add(direct.firstByte());
            report.add(ours.firstByte());
        }
        if (connections == 1) {
            report.atMost(
                    kind + ": added p50 in ms at 1 connection",
                    ours.whole().p50Millis() - direct.whole().p50Millis(),
                    3);
        }
        if (connections == 1 && stream) {
            report.atMost(
                    "stream: added time to first chunk, p50 ms",
                    ours.firstByte().p50Millis() - direct.firstByte().p50Millis(),
                    4);
        }
        if (connections == CONNECTIONS_OF_THE_TARGET) {
            report.atLeast(
                    kind + ": turns/s at 16, share of the upstream's",
                    ours.whole().perSecond() / direct.whole().perSecond(),
                    3000 / 45_000.0);
        }
    }

    private static Load.Result run(
            Load load,
            BenchPlatform platform,
            Scale scale,
            String name,
            URI target,
            int connections,
            boolean stream,
            List<Caller> callers)
            throws Exception {
        return load.run(name, target, connections, scale.warmUp(), scale.measure(), platform.meter(), call -> {
            Caller caller = callers.isEmpty() ? new Caller("none", "bench") : callers.get(call % callers.size());
            return new Load.Call(
                    HttpMethod.POST,
                    "/v1/chat/completions",
                    Map.of("Authorization", "Bearer " + caller.apiKey(), "Content-Type", "application/json"),
                    Buffer.buffer("{\"model\":\"" + caller.agentId() + "\",\"stream\":" + stream
                            + ",\"messages\":[{\"role\":\"user\",\"content\":\"" + AppendBench.TEXT + "\"}]}"));
        });
    }

    private static List<Caller> callers(BenchPlatform platform, int users) throws Exception {
        List<Caller> callers = new ArrayList<>();
        for (int user = 0; user < users; user++) {
            String token = platform.signUp();
            String key = platform.post(
                            PlatformService.AUTH,
                            "/api/v1/api-keys",
                            token,
                            "{\"name\":\"bench\",\"scopes\":[\"chat:write\",\"chat:read\",\"agents:read\"]}")
                    .path("key")
                    .asText();
            callers.add(new Caller(key, platform.createAgent(token)));
        }
        return callers;
    }
}
