package de.lopezitwelt.agent.agent;

/** An agent and the version its ETag shows. */
public record VersionedAgent(AgentView view, long version) {
    public static VersionedAgent of(Agent agent, AgentPolicy.Access access) {
        return new VersionedAgent(AgentView.of(agent, access), agent.version());
    }
}
