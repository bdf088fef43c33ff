package de.lopezitwelt.orgbilling.organization;

/**
 * The TXT record that proves a domain. It needs no secret: it names the organization, and only those who control the domain can
 * write it.
 */
final class DomainProof {
    private static final String LABEL = "_lopez-it-welt.";
    private static final String VALUE = "organization=";

    private DomainProof() {}

    static String recordName(String domain) {
        return LABEL + domain;
    }

    static String recordValue(String organizationId) {
        return VALUE + organizationId;
    }
}
