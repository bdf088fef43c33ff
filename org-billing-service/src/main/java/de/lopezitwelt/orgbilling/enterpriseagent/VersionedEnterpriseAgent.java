package de.lopezitwelt.orgbilling.enterpriseagent;

/** A licensed agent and the version its ETag shows. */
record VersionedEnterpriseAgent(EnterpriseAgentView view, long version) {}
