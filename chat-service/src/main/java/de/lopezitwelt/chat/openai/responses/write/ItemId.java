package de.lopezitwelt.chat.openai.responses.write;

import de.lopezitwelt.platform.persistence.Id;
import de.lopezitwelt.platform.web.problem.ProblemException;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The id of an item.
 *
 * @param source the reply or the message that it is of
 */
@Schema(type = SchemaType.STRING, pattern = "[a-z]+_[0-9a-f-]{36}(_[0-9]+)?")
public record ItemId(String text, Id source) {
    /** @throws ProblemException 404 for any other text */
    public static ItemId fromString(String text) {
        String source = ResponseIds.sourceOf(text);
        if (source == null) {
            throw ProblemException.notFound();
        }
        return new ItemId(text, new Id(source));
    }

    @Override
    public String toString() {
        return text;
    }
}
