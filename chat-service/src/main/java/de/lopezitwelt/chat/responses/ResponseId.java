package de.lopezitwelt.chat.responses;

import de.lopezitwelt.platform.web.problem.ProblemException;

/**
 * A response as OpenAI's clients name it: our reply's id behind its kind.
 *
 * @throws ProblemException 404 for any other text
 */
public record ResponseId(String replyId) {
    public static ResponseId fromString(String text) {
        String replyId = ResponseIds.replyId(text);
        if (replyId == null) {
            throw ProblemException.notFound();
        }
        return new ResponseId(replyId);
    }

    @Override
    public String toString() {
        return ResponseIds.response(replyId);
    }
}
