package de.lopezitwelt.contracts.reply;

/** The end of a reply for which a model was asked. */
public sealed interface ReplyEnded permits ReplyCompleted, ReplyFailed, ReplyCancelled {
    ReplyOrigin origin();

    ReplyUse use();

    /** The event itself. */
    default Record asRecord() {
        return (Record) this;
    }
}
