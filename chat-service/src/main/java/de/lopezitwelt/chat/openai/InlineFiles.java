package de.lopezitwelt.chat.openai;

import de.lopezitwelt.chat.attachment.AttachmentService;
import de.lopezitwelt.chat.attachment.PromptFile;
import de.lopezitwelt.chat.attachment.PromptFiles;
import de.lopezitwelt.chat.attachment.content.InspectedFile;
import de.lopezitwelt.chat.reply.prepare.NewUserMessage;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.problem.ProblemException;
import de.lopezitwelt.runtime.model.PromptMessage;
import de.lopezitwelt.runtime.model.Role;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes attachments of the files in a request. Files of new messages are stored with them; those of older turns are
 * only read.
 */
@ApplicationScoped
public class InlineFiles {
    private final AttachmentService attachments;
    private final PromptFiles prompts;
    private final IdGenerator ids;

    InlineFiles(AttachmentService attachments, PromptFiles prompts, IdGenerator ids) {
        this.attachments = attachments;
        this.prompts = prompts;
        this.ids = ids;
    }

    /**
     * A request with its files read.
     *
     * @param stored ids of attachments that were made of them
     */
    public record Read(List<PromptMessage> turns, List<NewUserMessage> newMessages, List<String> stored) {}

    /** @param newMessages those of the {@link NewTurn} */
    public Uni<Read> read(
            Caller caller,
            List<PromptMessage> turns,
            List<NewUserMessage> newMessages,
            List<InlineFile> files,
            boolean store) {
        if (files.isEmpty()) {
            return Uni.createFrom().item(new Read(turns, newMessages, List.of()));
        }
        List<String> stored = new ArrayList<>();
        List<Placed> placed = new ArrayList<>();
        NewTurn fresh = NewTurn.of(turns);
        Uni<Void> all = Uni.createFrom().voidItem();
        for (InlineFile file : files) {
            all = all.chain(() -> inspect(file))
                    .invoke(inspected -> placed.add(new Placed(file, inspected)))
                    .replaceWithVoid();
        }
        return all.invoke(() -> prompts.requireRoom(placed.stream()
                        .filter(one -> one.inspected.type().isImage())
                        .mapToLong(one -> one.inspected.content().length)
                        .sum()))
                .chain(() -> files(caller, placed, fresh, store, stored))
                .map(read -> place(turns, newMessages, placed, read, fresh, stored))
                .onFailure()
                .call(() -> discard(caller, stored));
    }

    /** Deletes files that no message has taken. Never fails: a file that stays is removed after a day. */
    public Uni<Void> discard(Caller caller, List<String> stored) {
        Uni<Void> all = Uni.createFrom().voidItem();
        for (String id : stored) {
            all = all.chain(() -> attachments.delete(caller, id)).onFailure().recoverWithNull();
        }
        return all;
    }

    private record Placed(InlineFile file, InspectedFile inspected) {}

    private Uni<InspectedFile> inspect(InlineFile file) {
        return attachments
                .inspect(file.name(), file.content())
                .invoke(inspected -> {
                    if (file.image() && !inspected.type().isImage()) {
                        throw ProblemException.invalid(file.field(), "must be a PNG, JPEG, GIF or WebP image");
                    }
                })
                .onFailure(failure -> failure instanceof ProblemException known
                        && known.violations().isEmpty())
                .transform(failure -> {
                    ProblemException known = (ProblemException) failure;
                    String detail = String.valueOf(known.detail());
                    return new ProblemException(known.type(), detail).withViolation(file.field(), detail);
                });
    }

    private Uni<List<PromptFile>> files(
            Caller caller, List<Placed> placed, NewTurn fresh, boolean store, List<String> stored) {
        List<PromptFile> read = new ArrayList<>();
        Uni<Void> all = Uni.createFrom().voidItem();
        for (Placed one : placed) {
            boolean kept = store && fresh.holds(one.file.turn());
            all = all.chain(() -> kept
                            ? attachments
                                    .add(caller, one.inspected)
                                    .map(view -> view.id())
                                    .invoke(stored::add)
                            : Uni.createFrom().item(ids.next()))
                    .invoke(id -> read.add(PromptFiles.of(id, one.inspected, one.file.field())))
                    .replaceWithVoid();
        }
        return all.replaceWith(read);
    }

    private static Read place(
            List<PromptMessage> turns,
            List<NewUserMessage> newMessages,
            List<Placed> placed,
            List<PromptFile> read,
            NewTurn fresh,
            List<String> stored) {
        List<PromptMessage> seen = new ArrayList<>();
        List<NewUserMessage> messages = new ArrayList<>();
        for (int i = 0; i < turns.size(); i++) {
            PromptMessage turn = turns.get(i);
            List<PromptFile> own = new ArrayList<>();
            for (int k = 0; k < placed.size(); k++) {
                if (placed.get(k).file.turn() == i) {
                    own.add(read.get(k));
                }
            }
            seen.add(own.isEmpty() ? turn : PromptFile.turn(turn.content(), own));
            if (fresh.holds(i) && turn.role() != Role.SYSTEM) {
                NewUserMessage message = newMessages.get(messages.size());
                messages.add(new NewUserMessage(
                        message.type(),
                        message.content(),
                        message.metadata(),
                        own.stream()
                                .map(file -> file.file().id())
                                .filter(stored::contains)
                                .toList(),
                        own));
            }
        }
        return new Read(seen, messages, stored);
    }
}
