package de.lopezitwelt.contracts.erasure;

import de.lopezitwelt.contracts.topic.TopicNames;
import de.lopezitwelt.platform.messaging.EventType;

/** A service holds nothing of the subject any more. */
@EventType(value = "de.lopezitwelt.erasure.completed.v1", topic = TopicNames.ERASURES)
public record ErasureCompleted(ErasureSubject subjectType, String subjectId, String service) {}
