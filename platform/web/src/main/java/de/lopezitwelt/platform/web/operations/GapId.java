package de.lopezitwelt.platform.web.operations;

import de.lopezitwelt.platform.web.problem.ProblemException;

/**
 * How a dead letter is called: by the id of the event, or by topic, partition and offset where the record named none.
 *
 * @throws ProblemException 404 for a text that is neither
 */
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
