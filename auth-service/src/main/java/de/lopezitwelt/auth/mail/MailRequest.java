package de.lopezitwelt.auth.mail;

/**
 * A mail that is to be written and sent.
 *
 * @param reference id of what it is about, or an e-mail, as its kind says
 * @param language asked for by whoever caused it; what the recipient's profile says comes first
 * @param attempts how often it was tried, this time included; also tells this holder from the next
 */
public record MailRequest(String id, MailKind kind, String reference, Language language, int attempts) {
    @Override
    public String toString() {
        return "MailRequest " + id + " " + kind;
    }
}
