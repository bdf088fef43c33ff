package de.lopezitwelt.platform.web.identity.credential;

import de.lopezitwelt.platform.messaging.EventType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The part of a user's snapshot that concerns their credentials. */
@EventType(value = "de.lopezitwelt.user.state.v1", topic = "lopez.users.state")
record SubjectState(String status, @Nullable Instant notBefore) {}
