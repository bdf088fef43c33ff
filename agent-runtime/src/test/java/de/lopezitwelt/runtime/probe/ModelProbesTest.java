package de.lopezitwelt.runtime.probe;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.runtime.call.ChatModel;
import de.lopezitwelt.runtime.call.ModelRequest;
import de.lopezitwelt.runtime.catalog.Capability;
import de.lopezitwelt.runtime.catalog.ModelDefinition;
import de.lopezitwelt.runtime.catalog.Price;
import de.lopezitwelt.runtime.model.FinishReason;
import de.lopezitwelt.runtime.model.ModelFailure;
import de.lopezitwelt.runtime.model.PromptMessage;
import de.lopezitwelt.runtime.model.Reasoning;
import de.lopezitwelt.runtime.model.ReplyEvent;
import de.lopezitwelt.runtime.model.ResponseFormat;
import de.lopezitwelt.runtime.model.Role;
import de.lopezitwelt.runtime.model.ToolCall;
import de.lopezitwelt.runtime.model.Usage;
import de.lopezitwelt.runtime.probe.ProbeResult.Outcome;
import io.smallrye.mutiny.Multi;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ModelProbesTest {
    private static final Usage REPORTED = new Usage(10, 2, false);

    private final List<ModelRequest> asked = new ArrayList<>();

    @ParameterizedTest
    @EnumSource(Probe.class)
    void modelThatDoesAsItIsAskedWorks(Probe probe) {
        ProbeResult result = run(probe, ModelProbesTest::obedient);

        assertThat(result.outcome()).as(result.toString()).isEqualTo(Outcome.WORKS);
        assertThat(result.detail()).isNull();
        assertThat(result.promised()).isEqualTo(probe != Probe.IMAGES);
    }

    @ParameterizedTest
    @EnumSource(Probe.class)
    void modelThatSaysNothingDiffers(Probe probe) {
        ProbeResult result = run(probe, request -> text("", REPORTED));

        assertThat(result.outcome()).isEqualTo(Outcome.DIFFERS);
        assertThat(result.detail()).isNotBlank();
    }

    @ParameterizedTest
    @EnumSource(
            value = Probe.class,
            names = {"TOOLS", "JSON_OBJECT", "JSON_SCHEMA", "IMAGES"})
    void smallTalkIsNotWhatWasAskedFor(Probe probe) {
        assertThat(run(probe, request -> text("Hello!", REPORTED)).outcome()).isEqualTo(Outcome.DIFFERS);
    }

    @Test
    void refusalAndFailureAreToldApart() {
        assertThat(failing(ModelFailure.Kind.REFUSED)).isEqualTo(Outcome.REFUSED);
        assertThat(failing(ModelFailure.Kind.NO_IMAGES)).isEqualTo(Outcome.REFUSED);
        assertThat(failing(ModelFailure.Kind.UNAVAILABLE)).isEqualTo(Outcome.FAILED);
        assertThat(failing(ModelFailure.Kind.INVALID_RESPONSE)).isEqualTo(Outcome.FAILED);
    }

    @Test
    void streamWithoutUsageIsTold() {
        assertThat(run(Probe.STREAM, request -> text("ready", new Usage(10, 2, true)))
                        .detail())
                .contains("our estimate is charged");
    }

    @Test
    void thoughtsWithoutAnAnswerAreTold() {
        ProbeResult result = run(
                Probe.ANSWER,
                request -> Multi.createFrom()
                        .items(
                                new ReplyEvent.Reasoned(new Reasoning("Hm.", Reasoning.FIELD, null)),
                                end(FinishReason.LENGTH, REPORTED)));

        assertThat(result.detail()).contains("having thought").contains("length");
    }

    @Test
    void toolsAnswerGoesBackWithTheCallAndTheThoughtsBeforeIt() {
        run(Probe.TOOLS, ModelProbesTest::obedient);

        assertThat(asked).hasSize(2);
        List<PromptMessage> second = asked.get(1).prompt();
        assertThat(second).extracting(PromptMessage::role).containsExactly(Role.USER, Role.ASSISTANT, Role.TOOL);
        assertThat(second.get(1).reasoning()).isEqualTo(new Reasoning("Look it up.", Reasoning.FIELD, null));
        assertThat(second.get(2).toolCallId()).isEqualTo("call-1");
    }

    @Test
    void modelThatIgnoresTheToolsResultDiffers() {
        assertThat(run(Probe.TOOLS, request -> request.prompt().size() > 1 ? text("1234", REPORTED) : obedient(request))
                        .detail())
                .contains("did not use the tool's result");
    }

    @Test
    void imageCanBeDecoded() throws Exception {
        run(Probe.IMAGES, ModelProbesTest::obedient);

        byte[] png = Base64.getDecoder()
                .decode(asked.getFirst().prompt().getFirst().images().getFirst().base64());
        assertThat(ImageIO.read(new ByteArrayInputStream(png)).getRGB(8, 8)).isEqualTo(0xFFFF0000);
    }

    private Outcome failing(ModelFailure.Kind kind) {
        return run(Probe.ANSWER, request -> Multi.createFrom().failure(ModelFailure.of(kind)))
                .outcome();
    }

    private static Multi<ReplyEvent> obedient(ModelRequest request) {
        PromptMessage last = request.prompt().getLast();
        if (last.role() == Role.TOOL) {
            return text("The code is " + last.content() + ".", REPORTED);
        }
        if (!request.tools().isEmpty()) {
            return Multi.createFrom()
                    .items(
                            new ReplyEvent.Reasoned(new Reasoning("Look it up.", Reasoning.FIELD, null)),
                            new ReplyEvent.ToolCallRequested(new ToolCall(
                                    "call-1", request.tools().getFirst().name(), "{\"city\":\"Ulm\"}")),
                            end(FinishReason.TOOL_CALLS, REPORTED));
        }
        if (!last.images().isEmpty()) {
            return text("Red.", REPORTED);
        }
        return request.responseFormat() instanceof ResponseFormat.Text
                ? text("ready", REPORTED)
                : text("{\"city\": \"Ulm\", \"bridges\": 12}", REPORTED);
    }

    private static Multi<ReplyEvent> text(String text, Usage usage) {
        return text.isEmpty()
                ? Multi.createFrom().item(end(FinishReason.STOP, usage))
                : Multi.createFrom().items(new ReplyEvent.TextDelta(text), end(FinishReason.STOP, usage));
    }

    private static ReplyEvent end(FinishReason reason, Usage usage) {
        return new ReplyEvent.Completed(reason, usage, "tested", "somebody", false);
    }

    private ProbeResult run(Probe probe, Function<ModelRequest, Multi<ReplyEvent>> answers) {
        var definition = new ModelDefinition(
                "tested",
                "somebody",
                "tested",
                8_192,
                1_024,
                Price.free("EUR"),
                Set.of(Capability.TOOLS, Capability.JSON_OBJECT, Capability.JSON_SCHEMA),
                null);
        ChatModel model = request -> {
            asked.add(request);
            return answers.apply(request);
        };
        return new ModelProbes(definition, model).run(probe).await().indefinitely();
    }
}
