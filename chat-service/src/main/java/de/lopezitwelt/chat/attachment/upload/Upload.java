package de.lopezitwelt.chat.attachment.upload;

import de.lopezitwelt.platform.web.problem.ProblemException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An uploaded file, before its inspection.
 *
 * @param name its name in the form; null without a form, or when the form has none
 */
public record Upload(@Nullable String name, byte[] content) {
    private static final String FORM = "multipart/form-data";

    /**
     * The body itself, or the one file of a form.
     *
     * @param contentType of the request
     * @throws ProblemException 400 for a form without a file, with several files, or when the body is not a form
     */
    public static Upload of(byte[] body, @Nullable String contentType) {
        if (contentType == null
                || !contentType
                        .split(";", 2)[0]
                        .strip()
                        .toLowerCase(Locale.ROOT)
                        .equals(FORM)) {
            return new Upload(null, body);
        }
        return FormPolicy.fileOf(body, PartHeader.parametersOf(contentType).get("boundary"));
    }
}
