package de.lopezitwelt.auth.verification;

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

/** Writes the mail with the link that verifies an e-mail address. */
@ApplicationScoped
class VerificationComposer implements MailComposer {
    private static final String PAGE = "/verify-email";

    private final Pool pool;
    private final RecipientRepository recipients;
    private final VerificationRepository repository;
    private final OneTimeSecrets secrets;
    private final MailLinks links;
    private final VerificationConfig config;
    private final Clock clock;

    VerificationComposer(
            Pool pool,
            RecipientRepository recipients,
            VerificationRepository repository,
            OneTimeSecrets secrets,
            MailLinks links,
            VerificationConfig config,
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
        return Set.of(MailKind.VERIFICATION, MailKind.VERIFICATION_AGAIN);
    }

    @Override
    public Uni<@Nullable MailContent> compose(MailRequest request) {
        Uni<@Nullable Recipient> found = request.kind() == MailKind.VERIFICATION
                ? recipients.findById(pool, request.reference())
                : recipients.findByEmail(pool, request.reference());
        return found.chain(recipient -> recipient == null || recipient.emailVerified() || !recipient.active()
                ? Uni.createFrom().nullItem()
                : write(recipient, request));
    }

    private Uni<MailContent> write(Recipient recipient, MailRequest request) {
        String token = secrets.next();
        Instant now = clock.instant();
        Map<String, Object> values =
                Map.of("link", links.to(PAGE, token), "hours", config.life().toHours());
        return repository
                .insert(pool, recipient.userId(), OneTimeSecrets.digest(token), now, now.plus(config.life()))
                .replaceWith(new MailContent(
                        recipient.email(), Language.of(recipient.language()).orElse(request.language()), values));
    }
}
