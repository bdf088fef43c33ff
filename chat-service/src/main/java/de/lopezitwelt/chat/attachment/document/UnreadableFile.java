package de.lopezitwelt.chat.attachment.document;

import java.io.Serial;

/** A file of a known type that cannot be read. The message tells its owner the reason. */
public final class UnreadableFile extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public UnreadableFile(String reason) {
        super(reason, null, false, false);
    }
}
