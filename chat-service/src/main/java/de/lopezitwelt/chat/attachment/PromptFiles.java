package de.lopezitwelt.chat.attachment;

import de.lopezitwelt.chat.attachment.PromptFileRepository.Found;
import de.lopezitwelt.chat.attachment.PromptFileRepository.Weight;
import de.lopezitwelt.chat.attachment.config.AttachmentConfig;
import de.lopezitwelt.chat.attachment.content.AttachmentProblem;
import de.lopezitwelt.chat.attachment.content.FileType;
import de.lopezitwelt.chat.attachment.content.InspectedFile;
import de.lopezitwelt.chat.attachment.storage.ContentStores;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.problem.ProblemException;
import de.lopezitwelt.runtime.model.Image;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Reads files for prompts: texts as they were extracted at upload, images as far as a prompt has room. */
@ApplicationScoped
public class PromptFiles {
    private final PromptFileRepository rows;
    private final ContentStores stores;
    private final FileRoom room;
    private final AttachmentConfig config;

    PromptFiles(PromptFileRepository rows, ContentStores stores, FileRoom room, AttachmentConfig config) {
        this.room = room;
        this.rows = rows;
        this.stores = stores;
        this.config = config;
    }

    /**
     * The files of a new message, in its order. The commit decides whether another message has taken one of them, because it
     * recognises repeated requests.
     *
     * @throws ProblemException 400 naming {@code attachments[n]}
     */
    public Uni<List<PromptFile>> forMessage(Caller caller, List<String> ids) {
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
            room.take(wanted.stream()
                    .map(Found::text)
                    .mapToLong(text -> text == null ? 0 : text.length())
                    .sum());
            return read(wanted, true);
        });
    }

    /**
     * Files of earlier messages, by message id. The newest texts and images are included as far as the prompt has room; notes
     * stand in place of the others.
     *
     * @param newestFirst ids of the messages
     * @param images whether the model takes images
     */
    public Uni<Map<String, List<PromptFile>>> ofMessages(List<String> newestFirst, boolean images) {
        return rows.weigh(newestFirst).chain(weights -> {
            long imagesLeft = images ? config.promptImageBytes().asLongValue() : 0;
            long textsLeft = config.promptTextLength();
            Set<String> shown = new HashSet<>();
            Set<String> told = new HashSet<>();
            for (String id : newestFirst) {
                Weight weight = weights.getOrDefault(id, Weight.NOTHING);
                if (weight.imageBytes() <= imagesLeft && shown.add(id)) {
                    imagesLeft -= weight.imageBytes();
                    room.take(weight.imageBytes());
                }
                if (weight.characters() <= textsLeft && told.add(id)) {
                    textsLeft -= weight.characters();
                    room.take(weight.characters());
                }
            }
            return Uni.combine()
                    .all()
                    .unis(rows.ofMessages(weights.keySet(), told, true), rows.ofMessages(weights.keySet(), told, false))
                    .withUni((texts, others) -> files(texts, others, shown));
        });
    }

    private Uni<Map<String, List<PromptFile>>> files(List<Found> texts, List<Found> others, Set<String> shown) {
        Map<String, List<PromptFile>> files = new HashMap<>();
        return add(files, texts, shown, UnaryOperator.identity())
                .chain(() -> add(files, others, shown, PromptFile::untold))
                .replaceWith(files);
    }

    private Uni<Void> add(
            Map<String, List<PromptFile>> files, List<Found> found, Set<String> shown, UnaryOperator<PromptFile> told) {
        Uni<Void> all = Uni.createFrom().voidItem();
        for (List<Found> some : byMessage(found)) {
            String id = String.valueOf(some.getFirst().messageId());
            all = all.chain(() -> read(some, shown.contains(id)))
                    .invoke(read -> files.put(id, read.stream().map(told).toList()))
                    .replaceWithVoid();
        }
        return all;
    }

    private static Collection<List<Found>> byMessage(List<Found> found) {
        return found.stream()
                .collect(Collectors.groupingBy(row -> String.valueOf(row.messageId())))
                .values();
    }

    /** A file from the request itself. @param id its id when it is stored */
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
