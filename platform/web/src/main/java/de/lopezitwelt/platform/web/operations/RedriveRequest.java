package de.lopezitwelt.platform.web.operations;

import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What to send again: one event, or everything of a topic.
 *
 * @param topic without an installation's prefix
 * @param eventId as a dead letter is listed
 * @param group only this group's gaps; null for those of every group
 * @param body for one event: the event as it should have been
 */
public record RedriveRequest(
        @Nullable @Pattern(regexp = "[!-~]{1,120}") String topic,
        @Nullable @Pattern(regexp = GapId.FORM) String eventId,
        @Nullable @Pattern(regexp = "[!-~]{1,120}") String group,
        @Nullable String body) {

    /** @param sent records sent again; whether they could be folded shows in the list of dead letters */
    public record Answer(int sent) {}
}
