package de.lopezitwelt.chat.retention;

/** Sessions of a subject are removed that many days after their last activity. */
record RetentionRule(RetentionSubject subject, String subjectId, int keepDays) {}
