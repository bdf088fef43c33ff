package de.lopezitwelt.auth.mail;

import de.lopezitwelt.platform.persistence.column.WireEnum;
import java.time.Duration;
import java.util.Locale;

/** The purposes of mails. */
public enum MailKind {
    /** To a user who has just registered; refers to the user. */
    VERIFICATION("verification", false, Duration.ofHours(24)),
    /** Requested by a caller who names an e-mail address. */
    VERIFICATION_AGAIN("verification", true, Duration.ofHours(1)),
    /** Requested by a caller who names an e-mail address. */
    PASSWORD_RESET("password-reset", true, Duration.ofHours(1)),
    /** To the user of an e-mail that somebody wanted to register again. */
    ALREADY_REGISTERED("already-registered", true, Duration.ofHours(1)),
    /** Refers to the invitation. */
    INVITATION("invitation", false, Duration.ofDays(7)),
    /** To somebody who is invited to an organization, registered or not. */
    ORGANIZATION_INVITATION("organization-invitation", true, Duration.ofDays(7));

    private final String template;
    private final boolean byEmail;
    private final Duration life;

    MailKind(String template, boolean byEmail, Duration life) {
        this.template = template;
        this.byEmail = byEmail;
        this.life = life;
    }

    public String template() {
        return template;
    }

    /** Whether it refers to an e-mail address, which is stored encrypted, instead of an id. */
    boolean byEmail() {
        return byEmail;
    }

    /** How long a mail that cannot be sent is kept. */
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
