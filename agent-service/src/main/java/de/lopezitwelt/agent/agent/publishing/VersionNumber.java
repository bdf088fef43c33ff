package de.lopezitwelt.agent.agent.publishing;

import de.lopezitwelt.platform.web.problem.ProblemException;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A version's number in a path: 1 or more. */
@Schema(type = SchemaType.INTEGER, format = "int64", minimum = "1")
public record VersionNumber(long value) {
    /** @throws ProblemException 404 for any other text, as for a version that does not exist */
    public static VersionNumber fromString(String text) {
        try {
            return new VersionNumber(Long.parseLong(text));
        } catch (NumberFormatException unknown) {
            throw ProblemException.notFound();
        }
    }
}
