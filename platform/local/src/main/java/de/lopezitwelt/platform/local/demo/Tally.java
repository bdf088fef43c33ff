package de.lopezitwelt.platform.local.demo;

/** What a client can count itself while it talks: the measure of what analytics says afterwards. */
public record Tally(int userMessages, int agentMessages, int failedReplies, long tokens, long processingMillis) {
    public static final Tally NOTHING = new Tally(0, 0, 0, 0, 0);

    Tally plusUserMessage(long tokensUsed, long millis) {
        return new Tally(
                userMessages + 1, agentMessages, failedReplies, tokens + tokensUsed, processingMillis + millis);
    }

    Tally plusAgentMessage(long tokensUsed, long millis) {
        return new Tally(
                userMessages, agentMessages + 1, failedReplies, tokens + tokensUsed, processingMillis + millis);
    }

    Tally plusFailure() {
        return new Tally(userMessages, agentMessages, failedReplies + 1, tokens, processingMillis);
    }

    public int messages() {
        return userMessages + agentMessages;
    }
}
