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

    /** @param page path below the web application, beginning with a slash */
    public String to(String page, String token) {
        return base + page + "#token=" + token;
    }
}
