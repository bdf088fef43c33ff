package de.lopezitwelt.system.wire;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.platform.local.platform.PlatformService;
import de.lopezitwelt.platform.testing.http.RawAnswer;
import de.lopezitwelt.platform.testing.http.RawConnection;
import de.lopezitwelt.system.support.Platform;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The packaged services behind proxies: what a proxy takes for one request and hands on is never answered twice, whether the proxy goes
 * by the book or is lenient in any way that is known.
 */
class SmugglingIT {
    /** How long a service that waits for more is waited for. */
    private static final Duration SILENCE = Duration.ofMillis(1_500);

    private static final int AT_ONCE = 16;
    private static final List<ProxyModel> PROXIES = proxies();

    private final Platform platform = Platform.running();

    @Test
    void everyMessageOfTheCollectionIsTakenForOneRequestBySomeAndForMoreByOthers() {
        assertThat(AmbiguousRequest.all()).hasSizeGreaterThan(60).allSatisfy(message -> {
            Set<Integer> readings = Set.copyOf(PROXIES.stream()
                    .map(proxy -> proxy.requestsIn(message.octets("/nowhere")))
                    .toList());
            assertThat(readings).as(message.name()).contains(1).anyMatch(requests -> requests > 1);
        });
    }

    @Test
    void strictProxySeesWhatIsWellFormed() {
        var strict = new ProxyModel(Set.of());
        assertThat(strict.requestsIn(AmbiguousRequest.NEXT.repeat(3))).isEqualTo(3);
        assertThat(strict.requestsIn(
                        "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello" + AmbiguousRequest.NEXT))
                .isEqualTo(2);
        assertThat(strict.requestsIn("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + "5;a=b\r\nhello\r\n0\r\nX: y\r\n\r\n" + AmbiguousRequest.NEXT))
                .isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void whatAProxyTakesForOneRequestIsNeverAnsweredTwice(PlatformService service) throws Exception {
        int port = platform.local().url(service).getPort();
        for (String path : paths(service)) {
            String usual = "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}";
            assertThat(RawConnection.exchange(port, usual + AmbiguousRequest.NEXT, SILENCE))
                    .as("two requests to %s", path)
                    .hasSize(2);
        }
        List<Callable<Void>> exchanges = new ArrayList<>();
        for (String path : paths(service)) {
            for (AmbiguousRequest message : AmbiguousRequest.all()) {
                exchanges.add(() -> {
                    exchange(port, message, path);
                    return null;
                });
            }
        }
        inParallel(exchanges);
    }

    private static void exchange(int port, AmbiguousRequest message, String path) {
        Map<String, List<RawAnswer>> answered = new HashMap<>();
        for (ProxyModel proxy : PROXIES) {
            ProxyModel.HandedOn handedOn = proxy.handOn(message.octets(path));
            if (handedOn.requests() > 0) {
                List<RawAnswer> answers = answered.computeIfAbsent(
                        handedOn.octets(), octets -> RawConnection.exchange(port, octets, SILENCE));
                assertThat(answers.size())
                        .as("%s to %s behind a proxy with %s: %s", message, path, proxy.leniencies(), answers)
                        .isLessThanOrEqualTo(handedOn.requests());
            }
        }
    }

    /** One that answers before it reads the body, one that knows no such address, one that reads the body. */
    private static List<String> paths(PlatformService service) {
        return switch (service) {
            case AUTH -> List.of("/api/v1/auth/login", "/api/v1/api-keys", "/nowhere");
            case AGENT -> List.of("/api/v1/agents", "/nowhere");
            case CHAT -> List.of("/api/v1/sessions", "/v1/chat/completions", "/nowhere");
            case ORG_BILLING -> List.of("/api/v1/organizations", "/nowhere");
            case ANALYTICS -> List.of("/internal/operations/reconciliations", "/nowhere");
        };
    }

    /** The strict one, each leniency alone, each two together, and all that go together. */
    private static List<ProxyModel> proxies() {
        List<ProxyModel> proxies = new ArrayList<>();
        proxies.add(new ProxyModel(Set.of()));
        for (Leniency one : Leniency.values()) {
            proxies.add(new ProxyModel(EnumSet.of(one)));
            for (Leniency other : Leniency.values()) {
                if (other.compareTo(one) > 0) {
                    proxies.add(new ProxyModel(EnumSet.of(one, other)));
                }
            }
        }
        EnumSet<Leniency> coding = EnumSet.complementOf(EnumSet.of(Leniency.LENGTH_WINS, Leniency.GET_WITHOUT_BODY));
        proxies.add(new ProxyModel(coding));
        proxies.add(new ProxyModel(EnumSet.complementOf(EnumSet.of(Leniency.CODING_WINS, Leniency.CHUNKED_ANYWHERE))));
        return List.copyOf(proxies);
    }

    private static void inParallel(Collection<Callable<Void>> calls) throws InterruptedException {
        try (var executor = Executors.newFixedThreadPool(AT_ONCE)) {
            for (Future<Void> done : executor.invokeAll(calls)) {
                try {
                    done.get();
                } catch (ExecutionException failed) {
                    Throwable cause = failed.getCause();
                    throw new AssertionError(cause == null ? failed.getMessage() : cause.getMessage(), cause);
                }
            }
        }
    }
}
