package de.lopezitwelt.auth.invitation;

import de.lopezitwelt.auth.invitation.InvitationRepository.Addressee;
import de.lopezitwelt.auth.mail.MailComposer;
import de.lopezitwelt.auth.mail.MailContent;
import de.lopezitwelt.auth.mail.MailKind;
import de.lopezitwelt.auth.mail.MailLinks;
import de.lopezitwelt.auth.mail.MailRequest;
import de.lopezitwelt.platform.web.sealing.OneTimeSecrets;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes the mail with an invitation. */
@ApplicationScoped
class InvitationComposer implements MailComposer {
    private static final String PAGE = "/accept-invitation";
    private static final DateTimeFormatter UNTIL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private final Pool pool;
    private final InvitationRepository repository;
    private final OneTimeSecrets secrets;
    private final MailLinks links;
    private final Clock clock;

    InvitationComposer(
            Pool pool, InvitationRepository repository, OneTimeSecrets secrets, MailLinks links, Clock clock) {
        this.pool = pool;
        this.repository = repository;
        this.secrets = secrets;
        this.links = links;
        this.clock = clock;
    }

    @Override
    public Set<MailKind> kinds() {
        return Set.of(MailKind.INVITATION);
    }

    @Override
    public Uni<@Nullable MailContent> compose(MailRequest request) {
        return repository
                .findAddressee(pool, request.reference(), clock.instant())
                .chain(addressee -> addressee == null ? Uni.createFrom().nullItem() : write(request, addressee));
    }

    private Uni<MailContent> write(MailRequest request, Addressee addressee) {
        String token = secrets.next();
        Map<String, Object> values = Map.of(
                "link",
                links.to(PAGE, token),
                "until",
                UNTIL.format(addressee.expiresAt().atOffset(ZoneOffset.UTC)));
        return repository
                .insertToken(pool, request.reference(), OneTimeSecrets.digest(token))
                .replaceWith(new MailContent(addressee.email(), request.language(), values));
    }
}
