package de.lopezitwelt.platform.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MySqlAddressTest {
    @Test
    void hostAndPortAreTold() {
        assertThat(MySqlAddress.parse("key", "db.example.com:3306"))
                .isEqualTo(new MySqlAddress("db.example.com", 3306));
        assertThat(MySqlAddress.parse("key", "[::1]:3306")).hasToString("[::1]:3306");
        assertThat(MySqlAddress.parse("key", "mysql_0:65535")).hasToString("mysql_0:65535");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "db",
                "db:",
                ":3306",
                "db:0",
                "db:65536",
                "db:3306/lopez",
                "mysql://db:3306",
                "d b:3306",
                "-db:3306"
            })
    void whatIsNoAddressIsNamed(String text) {
        assertThatIllegalStateException()
                .isThrownBy(() -> MySqlAddress.parse("lopez.mysql.address", text))
                .withMessage("Not started: lopez.mysql.address must be host:port, not " + text);
    }
}
