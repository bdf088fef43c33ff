package de.lopezitwelt.chat.attachment;

import de.lopezitwelt.chat.attachment.PromptFileRepository.Found;
import de.lopezitwelt.chat.attachment.content.FileType;
import de.lopezitwelt.chat.attachment.content.InspectedFile;
import de.lopezitwelt.chat.attachment.storage.ContentStores;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.problem.ProblemException;
import de.lopezitwelt.runtime.model.Image;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads files for prompts: texts as they were extracted at upload, images as far as a prompt has room. */
@ApplicationScoped
public class PromptFiles {
    private final PromptFileRepository rows;
    private final ContentStores stores;
    private final ImageRoom room;
    private final AttachmentConfig config;

    PromptFiles(PromptFileRepository rows, ContentStores stores, ImageRoom room, AttachmentConfig config) {
        this.room = room;
        this.rows = rows;
        this.stores = stores;
        this.config = config;
    }

    /**
     * Files that a new message brings along, in its order. Whether another message has taken one of them is decided at the commit, which
     * knows a repeated request.
     *
     * @throws ProblemException 400 naming {@code attachments[n]}
     */
    public Uni<List<PromptFile>> forMessage(Caller caller, List<String> ids) {
        for (int i = 0; i < ids.size(); i++) {
            if (!IdGenerator.isValid(ids.get(i))) {
                throw unknown(i);
            }
        }
        if (ids.size() > config.perMessage()) {
            throw ProblemException.invalid("attachments", "must not be more than " + config.perMessage());
        }
        if (new HashSet<>(ids).size() < ids.size()) {
            throw ProblemException.invalid("attachments", "must not name a file twice");
        }
        return rows.find(caller, ids).chain(found -> {
            Map<String, Found> byId =
                    found.stream().collect(Collectors.toMap(row -> row.file().id(), Function.identity()));
            List<Found> wanted = new ArrayList<>();
            for (int i = 0; i < ids.size(); i++) {
                Found file = byId.get(ids.get(i));
                if (file == null) {
                    throw unknown(i);
                }
                wanted.add(file);
            }
            requireRoom(wanted.stream()
                    .filter(file -> file.text() == null)
                    .mapToLong(file -> file.file().size())
                    .sum());
            return read(wanted, true);
        });
    }

    /**
     * Files of earlier messages, by the messages' ids. Of the images the newest ones are shown, as far as the prompt has room.
     *
     * @param newestFirst ids of the messages
     * @param images whether the model takes any
     */
    public Uni<Map<String, List<PromptFile>>> ofMessages(List<String> newestFirst, boolean images) {
        return rows.ofMessages(newestFirst).chain(found -> {
            Map<String, List<Found>> byMessage =
                    found.stream().collect(Collectors.groupingBy(row -> String.valueOf(row.messageId())));
            Map<String, List<PromptFile>> files = new HashMap<>();
            long left = images ? config.promptImageBytes().asLongValue() : 0;
            Uni<Void> all = Uni.createFrom().voidItem();
            for (String id : newestFirst) {
                List<Found> some = byMessage.getOrDefault(id, List.of());
                long size = some.stream()
                        .filter(file -> file.text() == null)
                        .mapToLong(file -> file.file().size())
                        .sum();
                boolean shown = size <= left;
                left -= shown ? size : 0;
                room.take(shown ? size : 0);
                all = all.chain(() -> read(some, shown))
                        .invoke(read -> files.put(id, read))
                        .replaceWithVoid();
            }
            return all.replaceWith(files);
        });
    }

    /** A file that came with the request itself. @param id its own when it is stored */
    public static PromptFile of(String id, InspectedFile file, String field) {
        return new PromptFile(
                new AttachedFile(id, file.name(), file.type().mediaType(), file.content().length),
                field,
                file.text(),
                file.truncated(),
                file.type().isImage()
                        ? new Image(file.type().mediaType(), Base64.getEncoder().encodeToString(file.content()))
                        : null);
    }

    /** @throws ProblemException 400 when the images of a prompt are too many, 503 when those of all prompts are */
    public void requireRoom(long imageBytes) {
        long most = config.promptImageBytes().asLongValue();
        if (imageBytes > most) {
            throw ProblemException.invalid("attachments", "Images of one turn may have " + most + " bytes together");
        }
        room.take(imageBytes);
    }

    public static ProblemException inUse(int index) {
        return new ProblemException(AttachmentProblem.ATTACHMENT_IN_USE)
                .withViolation("attachments[" + index + "]", "belongs to a message already: upload it again");
    }

    private static ProblemException unknown(int index) {
        return ProblemException.invalid("attachments[" + index + "]", "is not a file of yours");
    }

    private Uni<List<PromptFile>> read(List<Found> found, boolean images) {
        List<PromptFile> files = new ArrayList<>();
        Uni<Void> all = Uni.createFrom().voidItem();
        for (Found file : found) {
            all = all.chain(() -> file.text() == null && images
                            ? image(file).map(image -> file(files.size(), file, image))
                            : Uni.createFrom().item(file(files.size(), file, null)))
                    .invoke(files::add)
                    .replaceWithVoid();
        }
        return all.replaceWith(files);
    }

    private static PromptFile file(int index, Found found, @org.jspecify.annotations.Nullable Image image) {
        return new PromptFile(found.file(), "attachments[" + index + "]", found.text(), found.truncated(), image);
    }

    private Uni<Image> image(Found found) {
        FileType type = FileType.of(found.file().mediaType());
        return stores.of(found.storage())
                .read(found.file().id())
                .collect()
                .in(() -> new ByteArrayOutputStream((int) found.file().size()), ByteArrayOutputStream::writeBytes)
                .map(bytes -> new Image(type.mediaType(), Base64.getEncoder().encodeToString(bytes.toByteArray())));
    }
}
