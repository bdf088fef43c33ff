package de.lopezitwelt.chat.title;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class FewAtATimeTest {
    private final List<Runnable> underWay = new ArrayList<>();

    @Test
    void moreThanTheFewWaitAndMoreThanThoseAreRefused() {
        FewAtATime works = new FewAtATime(2, 3);

        List<Boolean> taken = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            taken.add(works.submit(work()));
        }

        assertThat(taken).containsExactly(true, true, true, true, true, false, false);
        assertThat(underWay).hasSize(2);
        underWay.get(0).run();
        assertThat(underWay).hasSize(3);
        assertThat(works.submit(work())).isTrue();
        for (int i = 1; i < 6; i++) {
            underWay.get(i).run();
        }
        assertThat(underWay).hasSize(6);
        assertThat(works.submit(work())).as("all have ended").isTrue();
        assertThat(underWay).hasSize(7);
    }

    @Test
    void oneThatFailsMakesRoomToo() {
        FewAtATime works = new FewAtATime(1, 1);
        works.submit(() -> Uni.createFrom().failure(new IllegalStateException("expected")));

        assertThat(works.submit(work())).isTrue();
        assertThat(underWay).hasSize(1);
    }

    private Supplier<Uni<Void>> work() {
        return () -> Uni.createFrom().emitter(emitter -> underWay.add(() -> emitter.complete(null)));
    }
}
