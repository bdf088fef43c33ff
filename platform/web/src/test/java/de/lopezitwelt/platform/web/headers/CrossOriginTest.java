package de.lopezitwelt.platform.web.headers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.vertx.http.runtime.filters.Filters;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrossOriginTest {
    private static CrossOrigin of(String... origins) {
        return new CrossOrigin(() -> origins.length == 0 ? Optional.empty() : Optional.of(List.of(origins)));
    }

    @Test
    void nothingIsDoneWithoutOrigins() {
        Filters filters = new Filters();

        of().register(filters);

        assertThat(filters.getFilters()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "https://*.example.com",
                "null",
                "chat.example.com",
                "https://chat.example.com/",
                "https://chat.example.com:443",
                "http://chat.example.com:80",
                "https://Chat.example.com",
                "https://ada@chat.example.com",
                "https://chat.example.com?x",
                ""
            })
    void whatNoBrowserSendsIsRefusedAtTheStart(String origin) {
        assertThatThrownBy(() -> of("https://good.example.com", origin))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("lopez.http.cors.origins");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://chat.example.com",
                "http://localhost:5173",
                "http://[::1]:3000",
                "chrome-extension://abcdefgh",
                "app://obsidian.md"
            })
    void whatBrowsersSendIsTaken(String origin) {
        Filters filters = new Filters();

        of(origin).register(filters);

        assertThat(filters.getFilters()).hasSize(2);
    }
}
