package de.lopezitwelt.auth.mail;

import io.smallrye.mutiny.Uni;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes mails of some kinds at the moment they are sent; each feature brings its own. */
public interface MailComposer {
    Set<MailKind> kinds();

    /**
     * Makes the token of the link, whose life begins now. May be called again for the same mail, since mail is sent at
     * least once; links of earlier calls stay good.
     *
     * @return null when there is nobody to write to any more, or never was
     */
    Uni<@Nullable MailContent> compose(MailRequest request);
}
