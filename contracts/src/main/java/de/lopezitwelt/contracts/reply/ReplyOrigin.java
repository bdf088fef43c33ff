package de.lopezitwelt.contracts.reply;

import org.jspecify.annotations.Nullable;

/**
 * For whom a model was asked, and by what.
 *
 * @param replyId of the reply, or of the call when nothing is stored of it
 * @param sessionId null for calls outside sessions
 * @param organizationId on whose behalf; null for none
 * @param licenceId the organization's license of the agent; null for none
 * @param apiKeyId the key that asked; null for a person's login
 * @param agentId null for drafts of agents and for calls that need no agent
 * @param agentVersion null as above
 */
public record ReplyOrigin(
        String replyId,
        @Nullable String sessionId,
        String userId,
        @Nullable String organizationId,
        @Nullable String licenceId,
        @Nullable String apiKeyId,
        @Nullable String agentId,
        @Nullable Long agentVersion,
        ReplySource source) {

    /** Of another call for the same people and the same session. */
    public ReplyOrigin of(String otherId, ReplySource otherSource) {
        return new ReplyOrigin(
                otherId, sessionId, userId, organizationId, licenceId, apiKeyId, agentId, agentVersion, otherSource);
    }

    /** Of a reply whose session does not come to be. */
    public ReplyOrigin outsideSessions() {
        return new ReplyOrigin(
                replyId, null, userId, organizationId, licenceId, apiKeyId, agentId, agentVersion, source);
    }
}
