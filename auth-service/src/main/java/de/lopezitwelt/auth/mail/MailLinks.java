package de.lopezitwelt.auth.mail;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Links into the web application. The token follows the {@code #}, which browsers do not send: it reaches no server log
 * and no {@code Referer}.
 */
@ApplicationScoped
public class MailLinks {
    private final String base;

    MailLinks(MailConfig config) {
        this.base = config.linkBase().toString().replaceAll("/+$", "");
    }

    /** Where the web application begins. */
    public String home() {
        return base + "/";
    }

    /** A page that asks for a sign-in itself. @param page as in {@link #to} */
    public String toPage(String page) {
        return base + page;
    }

    /** @param page path below the web application, beginning with a slash */
    public String to(String page, String token) {
        return base + page + "#token=" + token;
    }
}
