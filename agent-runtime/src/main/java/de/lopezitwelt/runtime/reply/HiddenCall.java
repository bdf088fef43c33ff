package de.lopezitwelt.runtime.reply;

import de.lopezitwelt.runtime.model.ReplyEvent;
import de.lopezitwelt.runtime.model.ReplyEvent.Completed;
import de.lopezitwelt.runtime.model.ReplyEvent.Held;
import de.lopezitwelt.runtime.model.ReplyEvent.ModelAsked;
import de.lopezitwelt.runtime.model.ReplyEvent.ModelRefused;
import de.lopezitwelt.runtime.model.ReplyEvent.ReasoningDelta;
import de.lopezitwelt.runtime.model.ReplyEvent.TextDelta;
import io.smallrye.mutiny.Multi;
import org.jspecify.annotations.Nullable;

/** A model call whose text is collected and not shown. */
final class HiddenCall {
    private final StringBuilder text = new StringBuilder();
    private @Nullable Completed end;

    /** Passes on that the call started and progresses, but not its texts and not its end. */
    Multi<ReplyEvent> listen(Multi<ReplyEvent> call) {
        return call.onItem()
                .invoke(this::collect)
                .map(HiddenCall::visible)
                .filter(event -> event instanceof Held || event instanceof ModelAsked || event instanceof ModelRefused);
    }

    private static ReplyEvent visible(ReplyEvent event) {
        return switch (event) {
            case TextDelta delta -> new Held(delta.text());
            case ReasoningDelta thought -> new Held(thought.text());
            default -> event;
        };
    }

    private void collect(ReplyEvent event) {
        if (event instanceof TextDelta delta) {
            text.append(delta.text());
        } else if (event instanceof Completed completed) {
            end = completed;
        }
    }

    String text() {
        return text.toString();
    }

    /** The end of the call; null until it has completed without a failure. */
    @Nullable
    Completed end() {
        return end;
    }
}
