package de.lopezitwelt.auth.mail.delivery;

import de.lopezitwelt.auth.mail.MailConfig;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.jboss.logging.Logger;

/** SMTP if a server is configured, otherwise the mailbox directory, otherwise nothing: mails then wait. */
final class MailTransportProducer {
    private static final Logger LOG = Logger.getLogger(MailTransportProducer.class);

    @Produces
    @Singleton
    MailTransport transport(MailConfig config, ReactiveMailer mailer, Clock clock) {
        if (config.smtpHost().isPresent()) {
            return new SmtpTransport(mailer);
        }
        if (config.mailbox().isPresent()) {
            return new MailboxTransport(config.mailbox().get(), config.from(), clock);
        }
        LOG.warn(
                "Neither lopez.auth.mail.smtp-host nor lopez.auth.mail.mailbox is set: mails wait until they are too old");
        return mail -> Uni.createFrom().failure(new IllegalStateException("no way to send mail is configured"));
    }
}
