package de.lopezitwelt.platform.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MySqlTlsTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(TlsMode.class)
    void theServerIsNeverAskedForItsKey(TlsMode mode) {
        assertThat(new MySqlTls(mode, null, Path.of("/key.pem")).jdbcParameters())
                .contains("allowPublicKeyRetrieval=false");
    }

    @Test
    void eachModeIsTheDriversOwn() {
        assertThat(MySqlTls.off(Path.of("/a b/key.pem")).jdbcParameters())
                .contains("sslMode=DISABLED", "serverRSAPublicKeyFile=%2Fa+b%2Fkey.pem");
        assertThat(MySqlTls.REQUIRED.jdbcParameters()).contains("sslMode=REQUIRED");
        assertThat(MySqlTls.verify(null).jdbcParameters())
                .contains("sslMode=VERIFY_IDENTITY")
                .doesNotContain("trustCertificate");
    }

    @Test
    void plainTextNeedsTheServersKey() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MySqlTls(TlsMode.OFF, null, null))
                .withMessageContaining("public_key.pem");
    }

    @Test
    void modesAreParsedOrNamed() {
        assertThat(TlsMode.parse(" verify ")).isEqualTo(TlsMode.VERIFY);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TlsMode.parse("on"))
                .withMessage("must be off, required or verify, not on");
    }

    @Test
    void aKeyIsReadWithoutWhatStandsAroundIt() throws IOException {
        Path key = Files.writeString(
                directory.resolve("key.pem"), "-----BEGIN PUBLIC KEY-----\r\nQUJD\r\n-----END PUBLIC KEY-----\r\n\0");

        assertThat(MySqlTls.off(key).serverKeyPem())
                .isEqualTo("-----BEGIN PUBLIC KEY-----\nQUJD\n-----END PUBLIC KEY-----");
    }

    @Test
    void filesThatAreMissingOrSomethingElseAreNamed() throws IOException {
        Path missing = directory.resolve("missing.pem");
        Path text = Files.writeString(directory.resolve("text.pem"), "hello");

        assertThatIllegalStateException()
                .isThrownBy(MySqlTls.off(missing)::serverKeyPem)
                .withMessageContaining("missing.pem");
        assertThatIllegalStateException()
                .isThrownBy(MySqlTls.off(text)::serverKeyPem)
                .withMessageContaining("text.pem");
        assertThatIllegalStateException()
                .isThrownBy(MySqlTls.verify(missing)::jdbcParameters)
                .withMessageContaining("missing.pem");
        assertThatIllegalStateException()
                .isThrownBy(MySqlTls.verify(text)::jdbcParameters)
                .withMessageContaining("text.pem");
    }
}
