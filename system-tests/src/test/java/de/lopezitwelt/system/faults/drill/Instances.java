package de.lopezitwelt.system.faults.drill;

import de.lopezitwelt.platform.local.platform.PlatformService;
import de.lopezitwelt.platform.local.process.ManagedProcess;
import de.lopezitwelt.platform.local.server.FreePorts;
import de.lopezitwelt.system.support.Platform;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The platform's services, chat and analytics with a second instance each. */
final class Instances {
    private static final Duration GRACE = Duration.ofSeconds(60);
    private static final String SECOND = "-b";

    private final Platform platform;
    private final Map<PlatformService, Integer> ports = new EnumMap<>(PlatformService.class);

    Instances(Platform platform) {
        this.platform = platform;
        for (PlatformService service : List.of(PlatformService.CHAT, PlatformService.ANALYTICS)) {
            ports.put(service, FreePorts.next());
        }
    }

    static String second(PlatformService service) {
        return service.serviceName() + SECOND;
    }

    /** Where chat is called: either instance, whichever runs. */
    List<URI> chat() {
        return List.of(platform.local().url(PlatformService.CHAT), secondUrl(PlatformService.CHAT));
    }

    Optional<ManagedProcess> process(String name) {
        return platform.local().process(name);
    }

    /** Starts a server, a service or a second instance by its name, and returns when it is ready. */
    void start(String name) throws IOException, InterruptedException {
        switch (name) {
            case FaultPlan.MYSQL -> platform.local().startMySql();
            case FaultPlan.KAFKA -> platform.local().startKafka();
            default -> {
                if (name.endsWith(SECOND)) {
                    startSecond(service(name.substring(0, name.length() - SECOND.length())));
                } else {
                    platform.local().startService(service(name));
                }
            }
        }
    }

    void stop(String name) {
        process(name).ifPresent(process -> process.stop(GRACE));
    }

    void stopSecond() {
        ports.keySet().forEach(service -> stop(second(service)));
    }

    private void startSecond(PlatformService service) throws IOException, InterruptedException {
        if (process(second(service)).isEmpty()) {
            Map<String, String> changes = service == PlatformService.CHAT
                    ? Map.of("lopez.chat.turn.instance-url", secondUrl(service).toString())
                    : Map.of();
            platform.local().startInstance(service, second(service), port(service), changes);
        }
    }

    private URI secondUrl(PlatformService service) {
        return URI.create("http://localhost:" + port(service));
    }

    private int port(PlatformService service) {
        return ports.getOrDefault(service, 0);
    }

    private static PlatformService service(String name) {
        return PlatformService.named(name).orElseThrow();
    }
}
