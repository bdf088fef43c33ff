package de.lopezitwelt.contracts.organization;

import de.lopezitwelt.contracts.topic.TopicNames;
import de.lopezitwelt.platform.messaging.EventType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Full snapshot of a membership, keyed {@code <organization>:<user>}. A permission that begins with {@code !} is taken
 * away.
 */
@EventType(value = "de.lopezitwelt.membership.state.v1", topic = TopicNames.MEMBERSHIPS_STATE)
public record MembershipState(
        String organizationId,
        String userId,
        MemberRole role,
        @Nullable List<String> permissions) {
    /** Whether the member holds the permission in the end. */
    public boolean holds(Permission permission) {
        return permission.isHeldBy(role, permissions);
    }
}
