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
     * Class data sharing: written when a service first stops, used from then on, renewed when its jars change. It takes a
     * start from 7.2 to 3.4 s of CPU; an AOT cache would take it to 2.6 s, but costs four times as much to make.
     */
    private static final List<String> FASTER_START = List.of(
            "-XX:+AutoCreateSharedArchive",
            "-XX:SharedArchiveFile=startup.jsa",
            "-Xlog:cds=off,cds+dynamic=off,aot=off");

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
