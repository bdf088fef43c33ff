package de.lopezitwelt.platform.web.identity.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyFormatTest {
    @Test
    void generatedKeyIsWellFormed() {
        var random = new SecureRandom();
        for (int i = 0; i < 1000; i++) {
            assertThat(ApiKeyFormat.generate(random))
                    .matches("lit_[0-9A-Za-z]{36}")
                    .satisfies(key -> assertThat(ApiKeyFormat.isWellFormed(key)).isTrue());
        }
    }

    @Test
    void everySingleTypoIsNoticed() {
        String key = ApiKeyFormat.generate(new Random(1));
        for (int i = 4; i < key.length(); i++) {
            char wrong = key.charAt(i) == 'a' ? 'b' : 'a';
            String typo = key.substring(0, i) + wrong + key.substring(i + 1);
            assertThat(ApiKeyFormat.isWellFormed(typo)).as(typo).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "lit_", "lit_abc", "xxx_000000000000000000000000000000000000"})
    void otherTextIsNoKey(String text) {
        assertThat(ApiKeyFormat.isWellFormed(text)).isFalse();
    }
}
