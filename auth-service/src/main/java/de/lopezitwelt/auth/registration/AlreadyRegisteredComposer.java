package de.lopezitwelt.auth.registration;

import de.lopezitwelt.auth.mail.Language;
import de.lopezitwelt.auth.mail.MailComposer;
import de.lopezitwelt.auth.mail.MailContent;
import de.lopezitwelt.auth.mail.MailKind;
import de.lopezitwelt.auth.mail.MailLinks;
import de.lopezitwelt.auth.mail.MailRequest;
import de.lopezitwelt.auth.user.email.RecipientRepository;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes to those who have verified their e-mail that somebody wanted to register with it. */
@ApplicationScoped
class AlreadyRegisteredComposer implements MailComposer {
    private final Pool pool;
    private final RecipientRepository recipients;
    private final MailLinks links;

    AlreadyRegisteredComposer(Pool pool, RecipientRepository recipients, MailLinks links) {
        this.pool = pool;
        this.recipients = recipients;
        this.links = links;
    }

    @Override
    public Set<MailKind> kinds() {
        return Set.of(MailKind.ALREADY_REGISTERED);
    }

    @Override
    public Uni<@Nullable MailContent> compose(MailRequest request) {
        return recipients
                .findByEmail(pool, request.reference())
                .map(recipient -> recipient == null || !recipient.emailVerified() || !recipient.active()
                        ? null
                        : new MailContent(
                                recipient.email(),
                                Language.of(recipient.language()).orElse(request.language()),
                                Map.of("link", links.home())));
    }
}
