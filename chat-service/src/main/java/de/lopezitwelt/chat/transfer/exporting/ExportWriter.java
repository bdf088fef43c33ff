package de.lopezitwelt.chat.transfer.exporting;

import de.lopezitwelt.chat.attachment.AttachedFile;
import de.lopezitwelt.chat.branch.Branches;
import de.lopezitwelt.chat.feedback.FeedbackView;
import de.lopezitwelt.chat.message.MessageView;
import de.lopezitwelt.chat.session.read.SessionView;
import de.lopezitwelt.chat.transfer.document.Origin;
import org.jspecify.annotations.Nullable;

/** Writes an export piece by piece: begin, then for each session its head, its messages with their files and its foot, then end. */
interface ExportWriter {
    /** Everything about a session except its messages. */
    record Head(
            SessionView session,
            @Nullable Origin origin,
            @Nullable FeedbackView feedback,
            Branches branches) {}

    String begin();

    String head(Head head);

    /** A message without its files. */
    String message(MessageView message);

    /**
     * The text before a file's content, which follows in Base64; empty when contents are not wanted.
     *
     * @param index among its message's files
     */
    String fileHead(AttachedFile file, int index);

    /** Whether contents are wanted. */
    boolean holdsContents();

    String fileFoot();

    /** The text after the last file of a message that has files. */
    String filesFoot();

    String foot();

    String end();
}
