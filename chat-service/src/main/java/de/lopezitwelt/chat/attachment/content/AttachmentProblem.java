package de.lopezitwelt.chat.attachment.content;

import de.lopezitwelt.platform.web.problem.EnumProblem;

/** Problems with files. */
public enum AttachmentProblem implements EnumProblem {
    ATTACHMENT_IN_USE("The file belongs to a message", 409),
    ATTACHMENT_QUOTA("The user already has the most files that are allowed", 409),
    ATTACHMENT_UNREADABLE("Nothing can be read from the file", 422);

    private final Description description;

    AttachmentProblem(String title, int status) {
        this.description = new Description(title, status);
    }

    @Override
    public Description description() {
        return description;
    }
}
