package de.lopezitwelt.auth.invitation;

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

/**
 * Writes to those whom an organization invites. The link holds no token: to accept takes a sign-in with this e-mail address,
 * verified.
 */
@ApplicationScoped
class OrganizationInvitationComposer implements MailComposer {
    private static final String PAGE = "/organization-invitations";

    private final Pool pool;
    private final RecipientRepository recipients;
    private final MailLinks links;

    OrganizationInvitationComposer(Pool pool, RecipientRepository recipients, MailLinks links) {
        this.pool = pool;
        this.recipients = recipients;
        this.links = links;
    }

    @Override
    public Set<MailKind> kinds() {
        return Set.of(MailKind.ORGANIZATION_INVITATION);
    }

    @Override
    public Uni<@Nullable MailContent> compose(MailRequest request) {
        return recipients.findByEmail(pool, request.reference()).map(registered -> {
            if (registered != null && !registered.active()) {
                return null;
            }
            Language language = registered == null
                    ? request.language()
                    : Language.of(registered.language()).orElse(request.language());
            return new MailContent(request.reference(), language, Map.of("link", links.toPage(PAGE)));
        });
    }
}
