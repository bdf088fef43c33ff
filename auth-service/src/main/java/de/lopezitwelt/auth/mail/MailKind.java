package de.lopezitwelt.auth.mail;

import de.lopezitwelt.platform.persistence.WireEnum;
import java.time.Duration;
import java.util.Locale;

/** What mails are about. */
public enum MailKind {
    /** To a user who has just registered; refers to the user. */
    VERIFICATION("verification", false, Duration.ofHours(24)),
    /** Asked for by somebody who names an e-mail. */
    VERIFICATION_AGAIN("verification", true, Duration.ofHours(1)),
    /** Asked for by somebody who names an e-mail. */
    PASSWORD_RESET("password-reset", true, Duration.ofHours(1)),
    /** Refers to the invitation. */
    INVITATION("invitation", false, Duration.ofDays(7));

    private final String template;
    private final boolean byEmail;
    private final Duration life;

    MailKind(String template, boolean byEmail, Duration life) {
        this.template = template;
        this.byEmail = byEmail;
        this.life = life;
    }

    String template() {
        return template;
    }

    /** Whether it refers to an e-mail, which is nobody's business to read, instead of an id. */
    boolean byEmail() {
        return byEmail;
    }

    /** How long a mail that cannot be sent is still wanted. */
    Duration life() {
        return life;
    }

    String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    static MailKind ofColumn(String column) {
        return WireEnum.parse(MailKind.class, column);
    }
}
