package de.lopezitwelt.auth.mail.delivery;

import io.smallrye.mutiny.Uni;

/** The way mail leaves this process. */
interface MailTransport {
    Uni<Void> send(OutgoingMail mail);
}
