package de.lopezitwelt.chat.attachment.document;

import java.io.Serial;

/** A file of a known type that nothing can be read from. The message says why, to its owner. */
public final class UnreadableFile extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public UnreadableFile(String reason) {
        super(reason, null, false, false);
    }
}
