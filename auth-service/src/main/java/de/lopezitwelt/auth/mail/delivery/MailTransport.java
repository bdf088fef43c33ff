package de.lopezitwelt.auth.mail.delivery;

import io.smallrye.mutiny.Uni;

/** The way in which mail leaves this process. */
interface MailTransport {
    Uni<Void> send(OutgoingMail mail);
}
