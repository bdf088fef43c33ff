package de.lopezitwelt.auth.mail.delivery;

/** @param id the same for every attempt, so that a mail server recognises a repetition */
public record OutgoingMail(String id, String recipient, String subject, String text) {
    String messageId() {
        return "<" + id + "@lopez-it-welt>";
    }

    @Override
    public String toString() {
        return "OutgoingMail " + id;
    }
}
