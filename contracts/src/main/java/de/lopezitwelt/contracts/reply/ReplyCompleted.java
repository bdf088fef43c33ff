package de.lopezitwelt.contracts.reply;

import de.lopezitwelt.contracts.topic.TopicNames;
import de.lopezitwelt.platform.messaging.EventType;

/**
 * A model answered.
 *
 * @param finishReason in OpenAI's words
 */
@EventType(value = "de.lopezitwelt.reply.completed.v1", topic = TopicNames.SESSIONS)
public record ReplyCompleted(ReplyOrigin origin, ReplyUse use, String finishReason) implements ReplyEnded {}
