package de.lopezitwelt.chat.openai.completion;

import de.lopezitwelt.chat.reply.stream.ReplyUpdate;

/** The events of one reply, for OpenAI's clients. */
final class CompletionEvents {
    private final CompletionWriter writer;

    CompletionEvents(CompletionWriter writer) {
        this.writer = writer;
    }

    /**
     * The event to send, empty when there is none.
     *
     * @throws RuntimeException the problem of a reply that failed
     */
    String of(ReplyUpdate update) {
        return switch (update) {
            case ReplyUpdate.Delta delta -> delta.refusal() ? writer.refusal(delta.text()) : writer.delta(delta.text());
            case ReplyUpdate.Thought thought -> writer.thought(thought.text());
            case ReplyUpdate.Calling piece -> writer.calling(piece);
            case ReplyUpdate.Completed done -> writer.end(done);
            case ReplyUpdate.Failed failed -> throw failed.problem().problem();
            case ReplyUpdate.Created created -> "";
            case ReplyUpdate.ToolCalled called -> "";
            case ReplyUpdate.ToolAnswered answered -> "";
        };
    }
}
