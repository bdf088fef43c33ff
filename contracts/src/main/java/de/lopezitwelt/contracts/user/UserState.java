package de.lopezitwelt.contracts.user;

import de.lopezitwelt.contracts.topic.TopicNames;
import de.lopezitwelt.platform.messaging.EventType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Full snapshot of a user for replicas; tokens issued before {@code notBefore} are void.
 *
 * @param emailDomain of the e-mail address, as ASCII in lower case; null until the address is verified
 */
@EventType(value = "de.lopezitwelt.user.state.v1", topic = TopicNames.USERS_STATE)
public record UserState(
        String userId,
        UserStatus status,
        UserRole role,
        @Nullable Instant notBefore,
        @Nullable String emailDomain) {}
