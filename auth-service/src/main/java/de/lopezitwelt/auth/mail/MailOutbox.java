package de.lopezitwelt.auth.mail;

import de.lopezitwelt.auth.user.EmailAddress;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Takes mails to be sent, in the transaction of what causes them: both are committed or none is. They leave a second
 * later, at least once, on whichever instance is free.
 */
@ApplicationScoped
public class MailOutbox {
    private final MailOutboxRepository repository;
    private final MailConfig config;

    MailOutbox(MailOutboxRepository repository, MailConfig config) {
        this.repository = repository;
        this.config = config;
    }

    /** About something that has an id. */
    public Uni<Void> add(Mutiny.Session session, MailKind kind, String id, @Nullable String acceptLanguage) {
        return repository.insert(session, kind, id, language(acceptLanguage));
    }

    /** To an e-mail that may belong to nobody: whether it does is found out later, so that nobody can time the answer. */
    public Uni<Void> add(
            SqlConnection transaction, MailKind kind, EmailAddress email, @Nullable String acceptLanguage) {
        return repository.insert(transaction, kind, email, language(acceptLanguage));
    }

    private Language language(@Nullable String acceptLanguage) {
        return Language.negotiate(acceptLanguage).orElse(config.defaultLanguage());
    }
}
