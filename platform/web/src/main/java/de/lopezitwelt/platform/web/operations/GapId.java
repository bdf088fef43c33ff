package de.lopezitwelt.platform.web.operations;

import de.lopezitwelt.platform.web.problem.ProblemException;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The name of a dead letter: the id of the event, or topic, partition and offset when the record had no id.
 *
 * @throws ProblemException 404 for a text that is neither
 */
@Schema(type = SchemaType.STRING)
record GapId(String value) {
    /** Printable ASCII. */
    static final String FORM = "[ -~]{1,160}";

    GapId {
        if (!value.matches(FORM)) {
            throw ProblemException.notFound();
        }
    }

    public static GapId fromString(String text) {
        return new GapId(text);
    }
}
