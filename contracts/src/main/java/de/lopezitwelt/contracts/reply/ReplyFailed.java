package de.lopezitwelt.contracts.reply;

import de.lopezitwelt.contracts.topic.TopicNames;
import de.lopezitwelt.platform.messaging.EventType;

/**
 * A model did not answer, or broke off.
 *
 * @param failure the class of the failure: the code of the problem that the caller got, such as {@code model-timeout}
 */
@EventType(value = "de.lopezitwelt.reply.failed.v1", topic = TopicNames.SESSIONS)
public record ReplyFailed(ReplyOrigin origin, ReplyUse use, String failure) implements ReplyEnded {}
