package de.lopezitwelt.platform.web.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.lopezitwelt.platform.web.problem.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagingTest {
    private static final String ID = "0198c5a3-7d8e-7f90-8a1b-2c3d4e5f6071";

    @Test
    void cursorKeepsItsParts() {
        var at = Instant.parse("2026-01-31T12:00:00.123456Z");
        var cursor = Cursor.decode(Cursor.of(ID, 42L, at).encode()).expect(3);
        assertThat(cursor.id(0)).isEqualTo(ID);
        assertThat(cursor.number(1)).isEqualTo(42);
        assertThat(cursor.instant(2)).isEqualTo(at);
    }

    @ParameterizedTest
    @ValueSource(strings = {"!", "a", "äö", "bm90IGEgbnVtYmVy", "===="})
    void foreignCursorIsABadRequestThatNamesIt(String text) {
        assertThatThrownBy(() -> Cursor.decode(text).expect(2).number(0))
                .isInstanceOfSatisfying(ProblemException.class, PagingTest::namesCursor);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "é",
                "🍏",
                "true",
                "0198C5A3-7D8E-7F90-8A1B-2C3D4E5F6071",
                "0198c5a3-7d8e-4f90-8a1b-2c3d4e5f6071"
            })
    void partThatIsNoIdIsRefused(String part) {
        assertThatThrownBy(
                        () -> Cursor.decode(Cursor.of(part).encode()).expect(1).id(0))
                .isInstanceOfSatisfying(ProblemException.class, PagingTest::namesCursor);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "+1", "01", "٣", "1.0", "99999999999999999999"})
    void partThatNoPositionIsWrittenLikeIsRefused(String part) {
        assertThatThrownBy(
                        () -> Cursor.decode(Cursor.of(part).encode()).expect(1).number(0))
                .isInstanceOfSatisfying(ProblemException.class, PagingTest::namesCursor);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "1969-12-31T23:59:59Z", "+10000-01-01T00:00:00Z", "2026-01-31T12:00Z"})
    void partThatNoColumnHoldsAsATimeIsRefused(String part) {
        assertThatThrownBy(
                        () -> Cursor.decode(Cursor.of(part).encode()).expect(1).instant(0))
                .isInstanceOfSatisfying(ProblemException.class, PagingTest::namesCursor);
    }

    @Test
    void veryLongCursorIsNotEvenDecoded() {
        assertThatThrownBy(() -> Cursor.decode("a".repeat(2000))).isInstanceOf(ProblemException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "101", "-1", "1.5", "ten", "99999999999"})
    void badLimitIsABadRequestThatNamesIt(String limit) {
        assertThatThrownBy(() -> PageRequest.of(limit, null))
                .isInstanceOfSatisfying(ProblemException.class, problem -> {
                    assertThat(problem.type().status()).isEqualTo(400);
                    assertThat(problem.violations().getFirst().field()).isEqualTo("limit");
                });
    }

    @Test
    void limitHasItsBoundsAndDefault() {
        assertThat(PageRequest.of(null, null)).isEqualTo(new PageRequest(20, null));
        assertThat(PageRequest.of("1", "").limit()).isEqualTo(1);
        assertThat(PageRequest.of("100", null).fetchSize()).isEqualTo(101);
    }

    @Test
    void pagesJoinWithoutGapOrOverlap() {
        List<Integer> all = IntStream.rangeClosed(1, 7).boxed().toList();
        var first = page(all, null);
        var second = page(all, first.nextCursor());
        var third = page(all, second.nextCursor());
        assertThat(first.data()).containsExactly("1", "2", "3");
        assertThat(second.data()).containsExactly("4", "5", "6");
        assertThat(third.data()).containsExactly("7");
        assertThat(third.nextCursor()).isNull();
    }

    @Test
    void fullLastPageHasNoNext() {
        assertThat(page(List.of(1, 2, 3), null).nextCursor()).isNull();
        assertThat(page(List.of(), null).data()).isEmpty();
    }

    private static Page<String> page(List<Integer> all, @org.jspecify.annotations.Nullable String cursor) {
        var request = PageRequest.of("3", cursor);
        long after = request.cursor() == null ? 0 : request.cursor().number(0);
        var rows =
                all.stream().filter(n -> n > after).limit(request.fetchSize()).toList();
        return Page.of(rows, request, Cursor::of, Object::toString);
    }

    private static void namesCursor(ProblemException problem) {
        assertThat(problem.violations().getFirst().field()).isEqualTo("cursor");
    }
}
