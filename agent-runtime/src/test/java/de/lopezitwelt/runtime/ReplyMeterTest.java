package de.lopezitwelt.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.runtime.model.FinishReason;
import de.lopezitwelt.runtime.model.ModelFailure;
import de.lopezitwelt.runtime.model.ModelFailure.Kind;
import de.lopezitwelt.runtime.model.ReplyEvent;
import de.lopezitwelt.runtime.model.ReplyEvent.Completed;
import de.lopezitwelt.runtime.model.ReplyEvent.Held;
import de.lopezitwelt.runtime.model.ReplyEvent.ModelAnswered;
import de.lopezitwelt.runtime.model.ReplyEvent.ModelAsked;
import de.lopezitwelt.runtime.model.ReplyEvent.ModelRefused;
import de.lopezitwelt.runtime.model.ReplyEvent.TextDelta;
import de.lopezitwelt.runtime.model.Usage;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplyMeterTest {
    private final ReplyMeter meter = new ReplyMeter(100);

    private void count(ReplyEvent... events) {
        List.of(events).forEach(meter::count);
    }

    @Test
    void whatNobodyWasAskedForCostsNothing() {
        assertThat(meter.used()).isEqualTo(Usage.NONE);
    }

    @Test
    void aModelThatWasAskedIsPaidForItsPromptThoughItSaidNothing() {
        count(new ModelAsked());

        assertThat(meter.used()).isEqualTo(new Usage(100, 0, true));
    }

    @Test
    void oneThatRefusedIsNotButOneThatDidNotAnswerInTimeIs() {
        count(new ModelAsked());

        assertThat(meter.used(ModelFailure.of(Kind.RATE_LIMITED))).isEqualTo(Usage.NONE);
        assertThat(meter.used(ModelFailure.of(Kind.TIMEOUT))).isEqualTo(new Usage(100, 0, true));
    }

    @Test
    void oneThatRefusedAndIsAskedAgainLaterCostsNothingMeanwhile() {
        count(new ModelAsked(), new ModelRefused());

        assertThat(meter.used()).isEqualTo(Usage.NONE);
    }

    @Test
    void whatWasHeldBackIsNotCountedAgainWhenItIsShown() {
        count(new ModelAsked(), new Held("a long word"), new TextDelta("a long word"));

        assertThat(meter.used()).isEqualTo(new Usage(100, 3, true));
    }

    @Test
    void whatWasSaidIsEstimatedHoweverItCame() {
        count(new ModelAsked(), new TextDelta("a lon"), new Held("g word"));

        assertThat(meter.used()).isEqualTo(new Usage(100, 3, true));
        assertThat(meter.used(ModelFailure.of(Kind.UNAVAILABLE))).isEqualTo(new Usage(100, 3, true));
    }

    @Test
    void callsThatHaveEndedCountAsReportedAndTheOneUnderWayIsAdded() {
        count(new ModelAsked(), new TextDelta("let me see"), new ModelAnswered(new Usage(20, 5, false)));
        assertThat(meter.used()).isEqualTo(new Usage(20, 5, false));

        count(new ModelAsked(), new TextDelta("42"));
        assertThat(meter.used()).isEqualTo(new Usage(120, 6, true));
    }

    @Test
    void theEndTellsTheWhole() {
        count(new ModelAsked(), new TextDelta("hi"));
        count(new Completed(FinishReason.STOP, new Usage(7, 1, false), "m", "p", false));

        assertThat(meter.used()).isEqualTo(new Usage(7, 1, false));
    }
}
