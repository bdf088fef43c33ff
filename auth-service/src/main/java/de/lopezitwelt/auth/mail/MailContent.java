package de.lopezitwelt.auth.mail;

import java.util.Map;

/**
 * The recipient and content of a mail.
 *
 * @param values the template's parameters. Never a text that a stranger has chosen, such as a name: our mail would
 *     carry the stranger's words to an address of their choice
 */
public record MailContent(String recipient, Language language, Map<String, Object> values) {
    @Override
    public String toString() {
        return "MailContent";
    }
}
