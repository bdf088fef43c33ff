package de.lopezitwelt.chat.retention;

/** Sessions of a subject go that many days after their last activity. */
record RetentionRule(RetentionSubject subject, String subjectId, int keepDays) {}
