package de.lopezitwelt.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class ScopesTest {
    @Test
    void platformIsToldEveryScopeOfTheApiAndNoOther() throws Exception {
        var told = new Properties();
        try (InputStream file =
                Objects.requireNonNull(Scopes.class.getResourceAsStream("/META-INF/microprofile-config.properties"))) {
            told.load(file);
        }

        assertThat(told.getProperty("lopez.identity.api-scopes").split(","))
                .containsExactlyInAnyOrderElementsOf(Scopes.API);
    }
}
