package de.lopezitwelt.platform.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.platform.local.demo.DemoUser;
import de.lopezitwelt.platform.local.platform.LocalPlatform;
import de.lopezitwelt.platform.local.platform.PlatformSettings;
import de.lopezitwelt.platform.local.platform.Ports;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpCommandTest {
    @TempDir
    Path directory;

    @Test
    void anAdministratorWhoCannotBeMadeIsNoReasonToStop() throws Exception {
        LocalPlatform platform = platform();
        var err = new ByteArrayOutputStream();
        PrintStream systemErr = System.err;
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        try {
            assertThat(UpCommand.administrator(platform)).isNull();
        } finally {
            System.setErr(systemErr);
        }

        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("lopez: the administrator to sign in as could not be made: auth-service does not answer");
        assertThat(Welcome.to(platform, null))
                .contains("./lopez up tries again", "./lopez admin create")
                .doesNotContain(platform.demoPassword());
    }

    @Test
    void theAdministratorsLoginIsShown() throws IOException {
        LocalPlatform platform = platform();

        assertThat(Welcome.to(platform, DemoUser.of(platform)))
                .contains("Administrator       demo@lopez.example", "Password            " + platform.demoPassword());
    }

    private LocalPlatform platform() throws IOException {
        return new LocalPlatform(
                PlatformSettings.of(directory).stateIn(directory).on(Ports.free()), progress -> {});
    }
}
