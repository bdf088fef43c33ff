package de.lopezitwelt.benchmarks.identity;

import com.fasterxml.jackson.databind.ObjectMapper;
import de.lopezitwelt.benchmarks.frame.Bench;
import de.lopezitwelt.benchmarks.frame.BenchPlatform;
import de.lopezitwelt.benchmarks.frame.Figures;
import de.lopezitwelt.benchmarks.frame.JdbcLoad;
import de.lopezitwelt.benchmarks.frame.Load;
import de.lopezitwelt.benchmarks.frame.Report;
import de.lopezitwelt.platform.local.platform.PlatformService;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The cost of identity: refreshing a token with rotation, compared with one JDBC transaction of the same two writes;
 * and a GET that does little but verify its caller, compared with one of the same kind, a list from memory, that asks for none.
 */
public final class TokenBench implements Bench {
    private static final int CONNECTIONS = 16;
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public Set<PlatformService> services() {
        return EnumSet.of(PlatformService.AUTH, PlatformService.AGENT, PlatformService.ORG_BILLING);
    }

    @Override
    public Report run(BenchPlatform platform, Scale scale) throws Exception {
        var report = new Report("token");
        try (var load = new Load(scale.settle())) {
            Figures jdbc = report.add(rotateWithJdbc(platform, scale));
            Figures refresh = report.add(refresh(load, platform, scale));
            report.atLeast("refreshes/s over JDBC", refresh.perSecond() / jdbc.perSecond(), 0.8);
            String token = platform.signUp();
            Figures open = report.add(get(
                    load,
                    platform,
                    platform.url(PlatformService.ORG_BILLING),
                    scale,
                    "GET without a caller",
                    "/api/v1/plans",
                    Map.of()));
            Figures verified = report.add(get(
                    load,
                    platform,
                    platform.url(PlatformService.AGENT),
                    scale,
                    "GET that verifies the caller",
                    "/api/v1/models",
                    Map.of("Authorization", "Bearer " + token)));
            report.atLeast("verified GETs/s over open ones", verified.perSecond() / open.perSecond(), 0.85);
        }
        return report;
    }

    private static Figures get(
            Load load,
            BenchPlatform platform,
            URI service,
            Scale scale,
            String name,
            String path,
            Map<String, String> headers) {
        return load.run(
                        name,
                        service,
                        connections(scale),
                        scale.warmUp(),
                        scale.measure(),
                        platform.meter(),
                        call -> new Load.Call(HttpMethod.GET, path, headers, Buffer.buffer()))
                .whole();
    }

    private static Figures refresh(Load load, BenchPlatform platform, Scale scale) throws Exception {
        var tokens = new ArrayDeque<String>();
        for (int connection = 0; connection < connections(scale); connection++) {
            tokens.add(platform.signIn().path("refresh_token").asText());
        }
        return load.run(
                        "refresh with rotation",
                        platform.url(PlatformService.AUTH),
                        connections(scale),
                        scale.warmUp(),
                        scale.measure(),
                        platform.meter(),
                        call -> new Load.Call(
                                HttpMethod.POST,
                                "/api/v1/auth/refresh",
                                Map.of("Content-Type", "application/json"),
                                Buffer.buffer("{\"refresh_token\":\"" + tokens.remove() + "\"}"),
                                answer -> tokens.add(successor(answer))))
                .whole();
    }

    private static int connections(Scale scale) {
        return Math.min(CONNECTIONS, scale.connections());
    }

    private static String successor(Buffer answer) {
        try {
            return JSON.readTree(answer.getBytes()).path("refresh_token").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Figures rotateWithJdbc(BenchPlatform platform, Scale scale) throws Exception {
        try (JdbcLoad jdbc = JdbcLoad.onCopies(
                platform.jdbcUrl(),
                "lopez_bench_token",
                PlatformService.AUTH.schema(),
                List.of("token_families", "refresh_tokens"))) {
            return jdbc.run(
                    "JDBC, the same two writes", connections(scale), scale, platform.meter(), (connection, thread) -> {
                        String family = UUID.randomUUID().toString();
                        try (PreparedStatement insert =
                                connection.prepareStatement("INSERT INTO token_families (id, user_id, expires_at)"
                                        + " VALUES (?, ?, UTC_TIMESTAMP(6) + INTERVAL 30 DAY)")) {
                            insert.setString(1, family);
                            insert.setString(2, family);
                            insert.executeUpdate();
                        }
                        PreparedStatement rotate = connection.prepareStatement(
                                "UPDATE token_families SET generation = generation + 1, rotated_at = UTC_TIMESTAMP(6)"
                                        + " WHERE id = ? AND generation = ? AND revoked_at IS NULL");
                        PreparedStatement token = connection.prepareStatement(
                                "INSERT INTO refresh_tokens (id, user_id, token, expires_at, family_id, generation)"
                                        + " VALUES (?, ?, ?, UTC_TIMESTAMP(6) + INTERVAL 14 DAY, ?, ?)");
                        int[] generation = {0};
                        return () -> rotate(rotate, token, family, generation);
                    });
        }
    }

    private static void rotate(PreparedStatement rotate, PreparedStatement token, String family, int[] generation)
            throws SQLException {
        rotate.setString(1, family);
        rotate.setInt(2, generation[0]++);
        rotate.executeUpdate();
        String id = UUID.randomUUID().toString();
        token.setString(1, id);
        token.setString(2, family);
        token.setString(3, id + id);
        token.setString(4, family);
        token.setInt(5, generation[0]);
        token.executeUpdate();
    }
}
