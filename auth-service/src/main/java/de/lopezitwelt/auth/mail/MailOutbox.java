package de.lopezitwelt.auth.mail;

import de.lopezitwelt.kernel.email.EmailAddress;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Stores mails in the transaction that causes them: both are committed or neither is. They are sent about a second
 * later, at least once, by any instance that is free.
 */
@ApplicationScoped
public class MailOutbox {
    private final MailOutboxRepository repository;
    private final MailConfig config;

    MailOutbox(MailOutboxRepository repository, MailConfig config) {
        this.repository = repository;
        this.config = config;
    }

    /** Adds a mail about something with an id. */
    public Uni<Void> add(Mutiny.Session session, MailKind kind, String id, @Nullable String acceptLanguage) {
        return repository.insert(session, kind, id, language(acceptLanguage));
    }

    /**
     * Adds a mail to an e-mail address that may belong to no user. This is found out later, so the time of the answer
     * reveals nothing.
     */
    public Uni<Void> add(
            SqlConnection transaction, MailKind kind, EmailAddress email, @Nullable String acceptLanguage) {
        return repository.insert(transaction, kind, email, language(acceptLanguage));
    }

    private Language language(@Nullable String acceptLanguage) {
        return Language.negotiate(acceptLanguage).orElse(config.defaultLanguage());
    }
}
