package de.lopezitwelt.chat.openai.responses.write;

import de.lopezitwelt.platform.persistence.Id;
import de.lopezitwelt.platform.web.problem.ProblemException;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The id of a response: a prefix and the reply's id. */
@Schema(type = SchemaType.STRING, pattern = "resp_[0-9a-f-]{36}")
public record ResponseId(Id reply) {
    /** @throws ProblemException 404 for any other text */
    public static ResponseId fromString(String text) {
        String replyId = ResponseIds.replyId(text);
        if (replyId == null) {
            throw ProblemException.notFound();
        }
        return new ResponseId(new Id(replyId));
    }

    public String replyId() {
        return reply.value();
    }

    @Override
    public String toString() {
        return ResponseIds.response(replyId());
    }
}
