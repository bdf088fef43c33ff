package de.lopezitwelt.chat.transfer;

import de.lopezitwelt.chat.branch.Branches;
import de.lopezitwelt.chat.feedback.FeedbackView;
import de.lopezitwelt.chat.message.MessageView;
import de.lopezitwelt.chat.session.SessionView;
import org.jspecify.annotations.Nullable;

/** Writes an export piece by piece: begin, then for each session its head, its messages and its foot, then end. */
interface ExportWriter {
    /** Everything about a session but its messages. */
    record Head(
            SessionView session,
            @Nullable Origin origin,
            @Nullable FeedbackView feedback,
            Branches branches) {}

    String begin();

    String head(Head head);

    String message(MessageView message);

    String foot();

    String end();
}
