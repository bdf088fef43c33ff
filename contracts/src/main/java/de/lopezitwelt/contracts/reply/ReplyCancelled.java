package de.lopezitwelt.contracts.reply;

import de.lopezitwelt.contracts.topic.TopicNames;
import de.lopezitwelt.platform.messaging.EventType;

/** A caller cancelled the reply, or left; what was used until then counts. */
@EventType(value = "de.lopezitwelt.reply.cancelled.v1", topic = TopicNames.SESSIONS)
public record ReplyCancelled(ReplyOrigin origin, ReplyUse use) implements ReplyEnded {}
