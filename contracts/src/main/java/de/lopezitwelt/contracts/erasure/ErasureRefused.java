package de.lopezitwelt.contracts.erasure;

import de.lopezitwelt.contracts.topic.TopicNames;
import de.lopezitwelt.platform.messaging.EventType;

/** A service refuses an erasure, for instance because the subject is the only owner of an organization. */
@EventType(value = "de.lopezitwelt.erasure.refused.v1", topic = TopicNames.ERASURES)
public record ErasureRefused(ErasureSubject subjectType, String subjectId, String service, String reason) {}
