package de.lopezitwelt.auth.mail;

import io.smallrye.mutiny.Uni;

/** The way mail leaves this process. */
interface MailTransport {
    Uni<Void> send(OutgoingMail mail);
}
