package de.lopezitwelt.chat.attachment.content;

import de.lopezitwelt.platform.web.problem.ProblemType;
import java.util.Locale;

/** Problems with files. */
public enum AttachmentProblem implements ProblemType {
    ATTACHMENT_IN_USE("The file belongs to a message", 409),
    ATTACHMENT_QUOTA("The user has as many files as he may have", 409),
    ATTACHMENT_UNREADABLE("Nothing can be read from the file", 422);

    private final String title;
    private final int status;

    AttachmentProblem(String title, int status) {
        this.title = title;
        this.status = status;
    }

    @Override
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public int status() {
        return status;
    }
}
