package de.lopezitwelt.auth.reset;

import de.lopezitwelt.auth.mail.Language;
import de.lopezitwelt.auth.mail.MailComposer;
import de.lopezitwelt.auth.mail.MailContent;
import de.lopezitwelt.auth.mail.MailKind;
import de.lopezitwelt.auth.mail.MailLinks;
import de.lopezitwelt.auth.mail.MailRequest;
import de.lopezitwelt.auth.user.email.Recipient;
import de.lopezitwelt.auth.user.email.RecipientRepository;
import de.lopezitwelt.platform.web.sealing.OneTimeSecrets;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes the mail with the link for a new password, if there is an active user. */
@ApplicationScoped
class ResetComposer implements MailComposer {
    private static final String PAGE = "/reset-password";

    private final Pool pool;
    private final RecipientRepository recipients;
    private final ResetRepository repository;
    private final OneTimeSecrets secrets;
    private final MailLinks links;
    private final ResetConfig config;
    private final Clock clock;

    ResetComposer(
            Pool pool,
            RecipientRepository recipients,
            ResetRepository repository,
            OneTimeSecrets secrets,
            MailLinks links,
            ResetConfig config,
            Clock clock) {
        this.pool = pool;
        this.recipients = recipients;
        this.repository = repository;
        this.secrets = secrets;
        this.links = links;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public Set<MailKind> kinds() {
        return Set.of(MailKind.PASSWORD_RESET);
    }

    @Override
    public Uni<@Nullable MailContent> compose(MailRequest request) {
        return recipients
                .findByEmail(pool, request.reference())
                .chain(recipient -> recipient == null || !recipient.active()
                        ? Uni.createFrom().nullItem()
                        : write(recipient, request));
    }

    private Uni<MailContent> write(Recipient recipient, MailRequest request) {
        String token = secrets.next();
        Instant now = clock.instant();
        Map<String, Object> values =
                Map.of("link", links.to(PAGE, token), "minutes", config.life().toMinutes());
        return repository
                .insert(pool, recipient.userId(), OneTimeSecrets.digest(token), now, now.plus(config.life()))
                .replaceWith(new MailContent(
                        recipient.email(), Language.of(recipient.language()).orElse(request.language()), values));
    }
}
