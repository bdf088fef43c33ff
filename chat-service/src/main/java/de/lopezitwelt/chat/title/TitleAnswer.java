package de.lopezitwelt.chat.title;

import de.lopezitwelt.runtime.PreparedReply;
import de.lopezitwelt.runtime.ReplyMeter;
import de.lopezitwelt.runtime.catalog.Price;
import de.lopezitwelt.runtime.model.ModelFailure;
import de.lopezitwelt.runtime.model.ReplyEvent;
import de.lopezitwelt.runtime.model.Usage;
import org.jspecify.annotations.Nullable;

/** A model's answer to the request for a title, up to the longest possible title. */
final class TitleAnswer {
    private static final int LONGEST = 2_000;

    private final PreparedReply prepared;
    private final ReplyMeter meter;
    private final StringBuilder text = new StringBuilder();
    private ReplyEvent.@Nullable Completed end;

    TitleAnswer(PreparedReply prepared) {
        this.prepared = prepared;
        this.meter = new ReplyMeter(prepared);
    }

    void add(ReplyEvent event) {
        meter.count(event);
        if (event instanceof ReplyEvent.TextDelta delta) {
            text.append(delta.text());
            if (text.length() > LONGEST) {
                throw ModelFailure.of(ModelFailure.Kind.REPLY_TOO_LARGE);
            }
        } else if (event instanceof ReplyEvent.Completed completed) {
            end = completed;
        }
    }

    String text() {
        return text.toString();
    }

    /** Catalog name of the model that answered. */
    String model() {
        return end == null ? prepared.model().name() : end.model();
    }

    Price boundPrice() {
        return prepared.model().price();
    }

    /** The usage to charge; estimated when the answer broke off. */
    Usage usage(@Nullable Throwable failure) {
        return meter.used(failure);
    }
}
