package de.lopezitwelt.platform.local.cli.workplace;

import de.lopezitwelt.platform.local.operator.OperatorAccess;
import de.lopezitwelt.platform.local.operator.OperatorClient;
import de.lopezitwelt.platform.local.platform.LocalPlatform;
import de.lopezitwelt.platform.local.platform.PlatformSettings;
import de.lopezitwelt.platform.local.platform.Ports;
import de.lopezitwelt.platform.local.platform.Servers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The checkout the command was called in and what its environment says. */
public record Workplace(Path root, Map<String, String> environment) {
    /**
     * An AOT cache, which each service makes when it first stops, and one compiler: on one person's machine, start and memory
     * count for more than the last bit of throughput. What a JVM has to say about the cache is for its developers.
     */
    private static final List<String> FASTER_START = List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:AOTCache=startup-" + Runtime.version().toString().replaceAll("[^0-9A-Za-z.]", "-") + ".aot",
            "-Xlog:aot=off,aot+init=off,cds=off");

    /** All ports stay above those of the system and below those of outgoing connections. */
    private static final int FARTHEST_SHIFT = 7_000;

    public static Workplace current() {
        return new Workplace(Path.of(System.getProperty("lopez.root", ".")).toAbsolutePath(), System.getenv());
    }

    /** {@code LOPEZ_STATE} names another state directory, {@code LOPEZ_PORT_SHIFT} moves every port. */
    public PlatformSettings settings() {
        PlatformSettings settings =
                PlatformSettings.of(root).with(Servers.named(environment)).jvmOptions(FASTER_START);
        String state = environment.getOrDefault("LOPEZ_STATE", "");
        settings = settings.on(Ports.standard(portShift()));
        return state.isBlank() ? settings : settings.stateIn(Path.of(state));
    }

    private int portShift() {
        String shift = environment.getOrDefault("LOPEZ_PORT_SHIFT", "0");
        try {
            int number = Integer.parseInt(shift);
            if (Math.abs(number) <= FARTHEST_SHIFT) {
                return number;
            }
        } catch (NumberFormatException noNumber) {
            // answered below, like a number out of range
        }
        throw new IllegalStateException(
                "LOPEZ_PORT_SHIFT must be a number from -%1$d to %1$d, not %2$s".formatted(FARTHEST_SHIFT, shift));
    }

    public OperatorClient operator() throws IOException {
        return new OperatorClient(OperatorAccess.of(platform(), environment));
    }

    public LocalPlatform platform() throws IOException {
        return LocalPlatform.attach(settings(), progress -> System.out.println("  " + progress));
    }
}
