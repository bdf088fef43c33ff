package de.lopezitwelt.auth.mail;

import java.util.Map;

/**
 * What is to be written to whom.
 *
 * @param values of the template's parameters. Never what a stranger has chosen, such as a name: it would be our mail that
 *     carries his words to an address of his choice
 */
public record MailContent(String recipient, Language language, Map<String, Object> values) {
    @Override
    public String toString() {
        return "MailContent";
    }
}
