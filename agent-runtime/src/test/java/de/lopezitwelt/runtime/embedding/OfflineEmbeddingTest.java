package de.lopezitwelt.runtime.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OfflineEmbeddingTest {

    private static float[] of(String text) {
        return OfflineEmbedding.of(new EmbeddingInput.Text(text), OfflineEmbedding.DIMENSIONS);
    }

    private static double likeness(String one, String other) {
        return product(of(one), of(other));
    }

    private static double product(float[] one, float[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }

    @ParameterizedTest
    @ValueSource(strings = {"An apple a day", "서울은 수도입니다", "x", " ", "🎉", "\ud83d"})
    void everyTextHasOneVectorOfLengthOne(String text) {
        assertThat(product(of(text), of(text))).isCloseTo(1, within(1e-5));
        assertThat(of(text)).isEqualTo(of(text)).hasSize(256);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The invoice is due in March | The invoices are due in April | Penguins swim under the ice",
                "Wie kündige ich mein Abo? | Abo kündigen | Der Zug fährt um neun",
                "서울은 수도입니다 | 수도는 서울이다 | 고양이가 잔다",
                "Iğdır'da hava güzel | Iğdır hava durumu | Kitap okumak"
            })
    void textsThatShareWordsOrPartsOfThemAreCloser(String text, String similar, String unrelated) {
        assertThat(likeness(text, similar)).isGreaterThan(likeness(text, unrelated) + 0.1);
    }

    @Test
    void formAndLetterCaseMakeNoDifference() {
        assertThat(of("CAFE\u0301")).isEqualTo(of("café"));
    }

    @Test
    void tokensAreComparedAsWordsAre() {
        float[] one = OfflineEmbedding.of(new EmbeddingInput.Tokens(List.of(1, 2, 3, 4)), 64);
        float[] similar = OfflineEmbedding.of(new EmbeddingInput.Tokens(List.of(1, 2, 3, 5)), 64);
        float[] unrelated = OfflineEmbedding.of(new EmbeddingInput.Tokens(List.of(6, 7, 8, 9)), 64);

        assertThat(one).hasSize(64);
        assertThat(product(one, similar)).isGreaterThan(product(one, unrelated));
    }
}
