package de.lopezitwelt.platform.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import de.lopezitwelt.platform.mysql.MySqlTls;
import io.quarkus.runtime.LaunchMode;
import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.mysqlclient.SslMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionTlsTest {
    private static final String KEY = "-----BEGIN PUBLIC KEY-----\nQUJD\n-----END PUBLIC KEY-----";

    @TempDir
    Path directory;

    @Test
    void plainTextIsRefusedInProductionUnlessSomebodyHasAcceptedIt() {
        MySqlTls off = MySqlTls.off(Path.of("/key.pem"));

        assertThatIllegalStateException()
                .isThrownBy(() -> new ConnectionTls(off, false, LaunchMode.NORMAL))
                .withMessageContaining("lopez.mysql.tls=off")
                .withMessageContaining("lopez.mysql.plain-text-accepted=true");
        assertThatCode(() -> new ConnectionTls(off, true, LaunchMode.NORMAL)).doesNotThrowAnyException();
        assertThatCode(() -> new ConnectionTls(off, false, LaunchMode.TEST)).doesNotThrowAnyException();
        assertThatCode(() -> new ConnectionTls(MySqlTls.REQUIRED, false, LaunchMode.NORMAL))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "on, -, -, lopez.mysql.tls: must be off",
                "off, -, -, public_key.pem",
                "verify, /no/such/ca.pem, -, lopez.mysql.tls-ca cannot be read: /no/such/ca.pem",
                "off, -, /no/such/key.pem, lopez.mysql.server-public-key cannot be read: /no/such/key.pem"
            })
    void whatIsWrongIsNamed(String mode, String authorities, String serverKey, String said) {
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        new ConnectionTls(mode, Optional.ofNullable(authorities), Optional.ofNullable(serverKey), true))
                .withMessageContaining(said);
    }

    @Test
    void aPoolIsToldTheModeAndNeverLeftToAskTheServerForItsKey() throws IOException {
        Path key = Files.writeString(directory.resolve("key.pem"), KEY + "\n\0");

        MySQLConnectOptions off = applied(MySqlTls.off(key));
        assertThat(off.getSslMode()).isEqualTo(SslMode.DISABLED);
        assertThat(off.getServerRsaPublicKeyValue()).hasToString(KEY);

        MySQLConnectOptions required = applied(MySqlTls.REQUIRED);
        assertThat(required.getSslMode()).isEqualTo(SslMode.REQUIRED);

        for (Path authorities : new Path[] {key, null}) {
            MySQLConnectOptions verified = applied(MySqlTls.verify(authorities));
            assertThat(verified.getSslMode()).isEqualTo(SslMode.VERIFY_IDENTITY);
            assertThat(verified.getHostnameVerificationAlgorithm()).isEqualTo("HTTPS");
            assertThat(verified.isTrustAll()).isFalse();
            assertThat(verified.getTrustOptions()).isNotNull();
        }
    }

    private static MySQLConnectOptions applied(MySqlTls tls) {
        var options = new MySQLConnectOptions();
        new ConnectionTls(tls, false, LaunchMode.TEST).applyTo(options);
        return options;
    }
}
