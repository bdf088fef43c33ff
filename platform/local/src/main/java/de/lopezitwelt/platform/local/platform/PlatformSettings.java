package de.lopezitwelt.platform.local.platform;

import de.lopezitwelt.platform.local.distribution.DownloadCache;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a platform is made of.
 *
 * @param root the checkout whose packaged services run
 * @param services those that are started
 * @param configuration by service: keys that differ from what every local platform has
 * @param environment by service: added to its environment
 * @param jvmOptions given to every service, after the standard ones
 */
public record PlatformSettings(
        Path root,
        StateDirectory state,
        Ports ports,
        Servers servers,
        DownloadCache cache,
        Set<PlatformService> services,
        Map<PlatformService, Map<String, String>> configuration,
        Map<PlatformService, Map<String, String>> environment,
        List<String> jvmOptions) {

    public PlatformSettings {
        services = Set.copyOf(services);
        configuration = Map.copyOf(configuration);
        environment = Map.copyOf(environment);
        jvmOptions = List.copyOf(jvmOptions);
    }

    /** All services on the documented ports and embedded servers, in {@code .lopez} of the checkout. */
    public static PlatformSettings of(Path root) {
        return new PlatformSettings(
                root,
                new StateDirectory(root.resolve(".lopez")),
                Ports.standard(0),
                Servers.EMBEDDED,
                DownloadCache.ofUser(),
                EnumSet.allOf(PlatformService.class),
                Map.of(),
                Map.of(),
                List.of());
    }

    public PlatformSettings stateIn(Path directory) {
        return new PlatformSettings(
                root,
                new StateDirectory(directory),
                ports,
                servers,
                cache,
                services,
                configuration,
                environment,
                jvmOptions);
    }

    public PlatformSettings on(Ports other) {
        return new PlatformSettings(
                root, state, other, servers, cache, services, configuration, environment, jvmOptions);
    }

    public PlatformSettings with(Servers other) {
        return new PlatformSettings(root, state, ports, other, cache, services, configuration, environment, jvmOptions);
    }

    public PlatformSettings only(Set<PlatformService> some) {
        return new PlatformSettings(root, state, ports, servers, cache, some, configuration, environment, jvmOptions);
    }

    public PlatformSettings configure(PlatformService service, String key, String value) {
        return new PlatformSettings(
                root,
                state,
                ports,
                servers,
                cache,
                services,
                added(configuration, service, key, value),
                environment,
                jvmOptions);
    }

    public PlatformSettings environment(PlatformService service, String name, String value) {
        return new PlatformSettings(
                root,
                state,
                ports,
                servers,
                cache,
                services,
                configuration,
                added(environment, service, name, value),
                jvmOptions);
    }

    public PlatformSettings jvmOptions(List<String> options) {
        return new PlatformSettings(root, state, ports, servers, cache, services, configuration, environment, options);
    }

    /** Lets agent and chat read the given model catalog. */
    public PlatformSettings modelCatalog(Path file) {
        String path = file.toAbsolutePath().toString();
        return configure(PlatformService.AGENT, "lopez.models.catalog", path)
                .configure(PlatformService.CHAT, "lopez.models.catalog", path);
    }

    private static Map<PlatformService, Map<String, String>> added(
            Map<PlatformService, Map<String, String>> all, PlatformService service, String key, String value) {
        var copy = new EnumMap<PlatformService, Map<String, String>>(PlatformService.class);
        copy.putAll(all);
        var own = new LinkedHashMap<>(all.getOrDefault(service, Map.of()));
        own.put(key, value);
        copy.put(service, Map.copyOf(own));
        return copy;
    }
}
