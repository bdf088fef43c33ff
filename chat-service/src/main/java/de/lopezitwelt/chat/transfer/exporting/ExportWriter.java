package de.lopezitwelt.chat.transfer.exporting;

import de.lopezitwelt.chat.attachment.AttachedFile;
import de.lopezitwelt.chat.branch.Branches;
import de.lopezitwelt.chat.feedback.FeedbackView;
import de.lopezitwelt.chat.message.MessageView;
import de.lopezitwelt.chat.session.SessionView;
import de.lopezitwelt.chat.transfer.document.Origin;
import org.jspecify.annotations.Nullable;

/** Writes an export piece by piece: begin, then for each session its head, its messages with their files and its foot, then end. */
interface ExportWriter {
    /** Everything about a session but its messages. */
    record Head(
            SessionView session,
            @Nullable Origin origin,
            @Nullable FeedbackView feedback,
            Branches branches) {}

    String begin();

    String head(Head head);

    /** A message but for its files. */
    String message(MessageView message);

    /** Before the content of a file, which comes in Base64; empty when it is not wanted. @param index among its message's */
    String fileHead(AttachedFile file, int index);

    /** Whether contents are wanted. */
    boolean holdsContents();

    String fileFoot();

    /** After the last file of a message that has some. */
    String filesFoot();

    String foot();

    String end();
}
