package de.lopezitwelt.runtime.offline;

import de.lopezitwelt.runtime.call.ChatModel;
import de.lopezitwelt.runtime.call.ModelRequest;
import de.lopezitwelt.runtime.catalog.ModelCatalog;
import de.lopezitwelt.runtime.model.FinishReason;
import de.lopezitwelt.runtime.model.ReplyEvent;
import de.lopezitwelt.runtime.model.ReplyEvent.Completed;
import de.lopezitwelt.runtime.model.ReplyEvent.TextDelta;
import de.lopezitwelt.runtime.model.ReplyEvent.ToolCallRequested;
import de.lopezitwelt.runtime.model.ToolCall;
import de.lopezitwelt.runtime.model.Usage;
import de.lopezitwelt.runtime.prompt.TokenCounter;
import io.smallrye.mutiny.Multi;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The built-in model: rules, no network, the same answer to the same prompt. It exists so that people and tests can try
 * every feature; everything it says is labelled as offline.
 */
public final class OfflineModel implements ChatModel {

    @Override
    public Multi<ReplyEvent> stream(ModelRequest request) {
        return Multi.createFrom().deferred(() -> Multi.createFrom().iterable(events(request)));
    }

    private static List<ReplyEvent> events(ModelRequest request) {
        OfflineAnswer answer = OfflineAnswers.to(request);
        List<ReplyEvent> events = new ArrayList<>();
        return switch (answer) {
            case OfflineAnswer.Call(ToolCall call) -> {
                events.add(new ToolCallRequested(call));
                int tokens = TokenCounter.estimate(call.name()) + TokenCounter.estimate(call.arguments());
                events.add(end(request, FinishReason.TOOL_CALLS, tokens, null));
                yield events;
            }
            case OfflineAnswer.Say(String text) -> {
                String stop = firstIn(text, request.sampling().stop());
                String said = stop == null ? text : text.substring(0, text.indexOf(stop));
                Chunks chunks = Chunks.of(said, request.maxOutputTokens());
                chunks.texts().forEach(chunk -> events.add(new TextDelta(chunk)));
                events.add(
                        chunks.cut()
                                ? end(request, FinishReason.LENGTH, chunks.tokens(), null)
                                : end(request, FinishReason.STOP, chunks.tokens(), stop));
                yield events;
            }
        };
    }

    /** The stop sequence that comes first in the text; null when none is in it. */
    private static @Nullable String firstIn(String text, List<String> stops) {
        return stops.stream()
                .filter(stop -> !stop.isEmpty() && text.contains(stop))
                .min(Comparator.comparingInt(text::indexOf))
                .orElse(null);
    }

    private static Completed end(ModelRequest request, FinishReason reason, int tokens, @Nullable String stop) {
        Usage usage = new Usage(request.promptTokens(), tokens, false);
        return new Completed(reason, usage, ModelCatalog.OFFLINE_MODEL, ModelCatalog.OFFLINE_PROVIDER, true, stop);
    }
}
