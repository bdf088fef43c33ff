package de.lopezitwelt.auth.mail;

/**
 * A mail to write and send.
 *
 * @param reference id of its subject, or an e-mail address, depending on its kind
 * @param language of the request that caused it; the language in the recipient's profile is preferred
 * @param attempts how often it was tried, including this time; also tells this holder from the next
 */
public record MailRequest(String id, MailKind kind, String reference, Language language, int attempts) {
    @Override
    public String toString() {
        return "MailRequest " + id + " " + kind;
    }
}
