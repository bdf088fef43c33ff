package de.lopezitwelt.chat.title;

import de.lopezitwelt.runtime.model.ModelFailure;
import de.lopezitwelt.runtime.model.ReplyEvent;

/** A model's answer to the request for a title, up to the longest possible title. */
final class TitleAnswer {
    private static final int LONGEST = 2_000;

    private final StringBuilder text = new StringBuilder();

    void add(ReplyEvent event) {
        if (event instanceof ReplyEvent.TextDelta delta) {
            text.append(delta.text());
            if (text.length() > LONGEST) {
                throw ModelFailure.of(ModelFailure.Kind.REPLY_TOO_LARGE);
            }
        }
    }

    String text() {
        return text.toString();
    }
}
