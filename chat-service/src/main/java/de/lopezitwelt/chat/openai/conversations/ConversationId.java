package de.lopezitwelt.chat.openai.conversations;

import de.lopezitwelt.chat.openai.responses.write.ResponseIds;
import de.lopezitwelt.platform.persistence.Id;
import de.lopezitwelt.platform.web.problem.ProblemException;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The id of a conversation: a prefix and the session's id. */
@Schema(type = SchemaType.STRING, pattern = "conv_[0-9a-f-]{36}")
public record ConversationId(Id session) {
    /** @throws ProblemException 404 for any other text */
    public static ConversationId fromString(String text) {
        String sessionId = ResponseIds.sessionId(text);
        if (sessionId == null) {
            throw ProblemException.notFound();
        }
        return new ConversationId(new Id(sessionId));
    }

    public String sessionId() {
        return session.value();
    }

    @Override
    public String toString() {
        return ResponseIds.conversation(sessionId());
    }
}
