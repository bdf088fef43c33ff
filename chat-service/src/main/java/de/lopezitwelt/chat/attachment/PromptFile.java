package de.lopezitwelt.chat.attachment;

import de.lopezitwelt.runtime.model.Image;
import de.lopezitwelt.runtime.model.PromptMessage;
import de.lopezitwelt.runtime.prompt.AttachedText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file in a prompt, as a text or as an image.
 *
 * @param field the request field that a problem with it names
 * @param text null for an image
 * @param image null for a text, and for an image that is not shown
 */
public record PromptFile(
        AttachedFile file,
        String field,
        @Nullable String text,
        boolean truncated,
        @Nullable Image image) {
    private static final String NOT_TOLD = "(a text that is too much to be read again)";
    private static final String NOT_SHOWN = "(an image that cannot be shown here)";

    /** A note in place of a text for which a prompt has no room. */
    PromptFile withoutText() {
        return isImage() ? this : new PromptFile(file, field, NOT_TOLD, truncated, null);
    }

    public boolean isImage() {
        return text == null;
    }

    /** A user's message together with its files. */
    public static PromptMessage turn(String said, List<PromptFile> files) {
        List<AttachedText> texts = files.stream()
                .filter(file -> file.image == null)
                .map(PromptFile::read)
                .toList();
        List<Image> images = files.stream()
                .flatMap(file -> java.util.stream.Stream.ofNullable(file.image))
                .toList();
        return PromptMessage.user(AttachedText.append(said, texts), images);
    }

    /** A note in place of an image, for a model that accepts none. */
    public static PromptMessage withoutImages(PromptMessage turn) {
        return turn.withoutImages(NOT_SHOWN);
    }

    private AttachedText read() {
        return new AttachedText(file.id(), file.name(), file.mediaType(), text == null ? NOT_SHOWN : text, truncated);
    }
}
