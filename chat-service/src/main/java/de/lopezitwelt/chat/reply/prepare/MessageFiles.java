package de.lopezitwelt.chat.reply.prepare;

import de.lopezitwelt.chat.attachment.PromptFiles;
import de.lopezitwelt.platform.web.identity.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Reads the files of new messages. Costs nothing when there are none. */
@ApplicationScoped
public class MessageFiles {
    private final PromptFiles files;

    MessageFiles(PromptFiles files) {
        this.files = files;
    }

    public Uni<TurnRequest> read(TurnRequest request) {
        if (request.messages().stream().noneMatch(NewUserMessage::isUnread)) {
            return Uni.createFrom().item(request);
        }
        List<NewUserMessage> read = new ArrayList<>();
        Uni<Void> all = Uni.createFrom().voidItem();
        for (NewUserMessage message : request.messages()) {
            all = all.chain(() -> read(request.caller(), message))
                    .invoke(read::add)
                    .replaceWithVoid();
        }
        return all.replaceWith(() -> request.with(read));
    }

    public Uni<NewUserMessage> read(Caller caller, NewUserMessage message) {
        return message.isUnread()
                ? files.forMessage(caller, message.attachments()).map(message::with)
                : Uni.createFrom().item(message);
    }
}
