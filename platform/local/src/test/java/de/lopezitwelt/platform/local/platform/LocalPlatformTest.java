package de.lopezitwelt.platform.local.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.lopezitwelt.platform.local.process.Launch;
import de.lopezitwelt.platform.local.process.ManagedProcess;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalPlatformTest {
    @TempDir
    Path directory;

    @Test
    void occupiedPortIsNamedWithItsService() throws IOException {
        Ports ports = Ports.free();
        LocalPlatform platform = platform(ports);
        try (var taken = new ServerSocket(ports.of(PlatformService.CHAT))) {
            assertThatThrownBy(platform::start)
                    .isInstanceOf(PortsTaken.class)
                    .hasMessageContaining("port " + taken.getLocalPort() + " (chat-service)")
                    .hasMessageNotContaining("auth-service");
        }
    }

    @Test
    void occupiedManagementPortIsNamedToo() throws IOException {
        Ports ports = Ports.free();
        LocalPlatform platform = platform(ports);
        try (var taken = new ServerSocket(ports.managementOf(PlatformService.CHAT))) {
            assertThatThrownBy(platform::start)
                    .isInstanceOf(PortsTaken.class)
                    .hasMessageContaining("port " + taken.getLocalPort() + " (chat-service management)");
        }
    }

    @Test
    void stopsProcessesOfAnEarlierProgram() throws IOException {
        StateDirectory state = new StateDirectory(directory);
        LocalPlatform platform = platform(Ports.free());
        ManagedProcess process = ManagedProcess.start(new Launch(
                "chat-service",
                List.of("sleep", "60"),
                Map.of(),
                directory,
                state.log("chat-service"),
                state.pidFile("chat-service")));

        assertThat(platform.running()).extracting(ManagedProcess::pid).containsExactly(process.pid());
        platform.stop();

        assertThat(process.alive()).isFalse();
        assertThat(platform.running()).isEmpty();
    }

    private LocalPlatform platform(Ports ports) throws IOException {
        return new LocalPlatform(
                PlatformSettings.of(directory).stateIn(directory).on(ports).only(Set.of(PlatformService.CHAT)),
                progress -> {});
    }
}
