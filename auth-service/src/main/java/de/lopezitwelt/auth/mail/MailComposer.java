package de.lopezitwelt.auth.mail;

import io.smallrye.mutiny.Uni;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes mails of some kinds at the moment they are sent; each feature has its own. */
public interface MailComposer {
    Set<MailKind> kinds();

    /**
     * Writes the mail and makes the token of its link, whose life begins now. May be called again for the same mail,
     * because mail is sent at least once; links of earlier calls stay valid.
     *
     * @return null when there is no recipient, or no longer one
     */
    Uni<@Nullable MailContent> compose(MailRequest request);
}
