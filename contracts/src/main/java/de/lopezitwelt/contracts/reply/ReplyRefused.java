package de.lopezitwelt.contracts.reply;

import de.lopezitwelt.contracts.topic.TopicNames;
import de.lopezitwelt.platform.messaging.EventType;

/**
 * A budget did not allow the reply: no model was asked. Too many replies at once are none of these, because programs wait
 * for their turn.
 *
 * @param model catalog name of the model that would have been asked
 * @param limit the limit that was reached, such as {@code tokens_per_month}
 * @param subject whose limit it is, such as {@code organization}
 */
@EventType(value = "de.lopezitwelt.reply.refused.v1", topic = TopicNames.SESSIONS)
public record ReplyRefused(ReplyOrigin origin, String model, String limit, String subject) {}
