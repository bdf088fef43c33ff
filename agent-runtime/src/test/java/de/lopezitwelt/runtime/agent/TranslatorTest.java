package de.lopezitwelt.runtime.agent;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.contracts.agent.AgentType;
import de.lopezitwelt.runtime.TypeTestBase;
import de.lopezitwelt.runtime.model.ModelFailure.Kind;
import de.lopezitwelt.runtime.model.ReplyEvent;
import de.lopezitwelt.runtime.model.ReplyEvent.TextDelta;
import de.lopezitwelt.runtime.provider.support.FakeUpstream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TranslatorTest extends TypeTestBase {

    private static final AgentSpec AGENT = agent(
            AgentType.TRANSLATOR,
            "{'source_language':'en','target_language':'de','glossary':{'cloud':'Rechenwolke','invoice':'Rechnung'}}");

    @Test
    void aTextWithNothingToKeepStreams() {
        willDo(FakeUpstream.says("Guten ", "Tag"));

        List<ReplyEvent> events = events(AGENT, "Good day");

        assertThat(text(events)).isEqualTo("Guten Tag");
        assertThat(events).noneMatch(ReplyEvent.Held.class::isInstance);
        assertThat(messages(0).getJsonObject(0).getString("content")).contains("from en to de", "cloud = Rechenwolke");
    }

    @Test
    void aPrescribedTermIsRepairedByTheModel() {
        willSay("Die Wolke ist da.", "Die Rechenwolke ist da.");

        assertThat(text(events(AGENT, "The cloud is here."))).isEqualTo("Die Rechenwolke ist da.");
        assertThat(messages(1).getJsonObject(messages(1).size() - 1).getString("content"))
                .contains("translate \"cloud\" as \"Rechenwolke\"");
    }

    @Test
    void aTermThatWasLeftAsItStoodIsReplaced() {
        willSay("Die Cloud ist da, `cloud` bleibt.");

        List<ReplyEvent> events = events(AGENT, "The cloud is here, `cloud` stays.");

        assertThat(text(events)).isEqualTo("Die Rechenwolke ist da, `cloud` bleibt.");
        assertThat(events).filteredOn(TextDelta.class::isInstance).hasSize(1);
    }

    @Test
    void inflectedTermsCount() {
        willSay("Alle Rechnungen.");

        assertThat(text(events(AGENT, "Every invoice."))).isEqualTo("Alle Rechnungen.");
    }

    @Test
    void aTermThatIsNeverKeptFailsClearly() {
        willSay("Die Wolke.", "Die Wolke.");

        var failure = failure(AGENT, "The cloud.");

        assertThat(failure.kind()).isEqualTo(Kind.INVALID_ANSWER);
        assertThat(failure).hasMessageContaining("Rechenwolke");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Hello {name}! | Hallo {Name}! | Hallo {name}!",
                "Use `rm -rf` | Benutze rm | Benutze `rm -rf`",
                "See https://x.example/a | Siehe dort | Siehe https://x.example/a",
                "%s items | viele | %s Stück",
                "[Help](/en/help) | [Hilfe](/de/hilfe) | [Hilfe](/en/help)",
            })
    void placeholdersCodeAndLinksAreKept(String source, String wrong, String right) {
        willSay(wrong, right);

        assertThat(text(events(AGENT, source))).isEqualTo(right);
    }

    @Test
    void markdownIsKept() {
        willSay("Titel: eins, zwei", "# Titel\n\n* eins\n* zwei");

        assertThat(text(events(AGENT, "# Title\n\n- one\n- two"))).isEqualTo("# Titel\n\n* eins\n* zwei");
    }

    @Test
    void offlineKeepsTheGlossaryAndEverythingElse() {
        AgentSpec offline = AgentSpec.of(AgentType.TRANSLATOR, "lopez-offline", AGENT.json());

        assertThat(text(events(offline, "# The cloud of {name}"))).isEqualTo("# The Rechenwolke of {name}");
    }

    @ParameterizedTest
    @CsvSource({"429, RATE_LIMITED", "500, UNAVAILABLE"})
    void aProviderThatFailsIsToldAsSuch(int status, Kind kind) {
        willDo(status(status));

        assertThat(failure(AGENT, "The cloud").kind()).isEqualTo(kind);
    }
}
