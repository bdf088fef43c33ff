package de.lopezitwelt.contracts.erasure;

import de.lopezitwelt.contracts.topic.TopicNames;
import de.lopezitwelt.platform.messaging.EventType;

/** A service agrees to an erasure and has blocked new data of the subject. */
@EventType(value = "de.lopezitwelt.erasure.accepted.v1", topic = TopicNames.ERASURES)
public record ErasureAccepted(ErasureSubject subjectType, String subjectId, String service) {}
