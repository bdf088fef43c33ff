package de.lopezitwelt.auth.mail.delivery;

import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.smallrye.mutiny.Uni;

/** Hands mail to an SMTP server. */
public final class SmtpTransport implements MailTransport {
    private final ReactiveMailer mailer;

    public SmtpTransport(ReactiveMailer mailer) {
        this.mailer = mailer;
    }

    @Override
    public Uni<Void> send(OutgoingMail mail) {
        return mailer.send(Mail.withText(mail.recipient(), mail.subject(), mail.text())
                .addHeader("Message-ID", mail.messageId())
                .addHeader("Auto-Submitted", "auto-generated"));
    }
}
