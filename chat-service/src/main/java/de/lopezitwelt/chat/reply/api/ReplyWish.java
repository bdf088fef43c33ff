package de.lopezitwelt.chat.reply.api;

import de.lopezitwelt.chat.reply.Unattended;
import de.lopezitwelt.platform.web.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * What a caller wants for a message, as the parameters {@code reply} and {@code keep} say.
 *
 * @param reply false only stores the message
 */
record ReplyWish(boolean reply, Unattended unattended) {
    /** @throws ProblemException 400 naming the parameter that is wrong */
    static ReplyWish of(@Nullable String reply, @Nullable String keep) {
        boolean wanted = flag("reply", reply, true);
        boolean kept = flag("keep", keep, false);
        if (kept && !wanted) {
            throw ProblemException.invalid("keep", "needs a reply");
        }
        return new ReplyWish(wanted, kept ? Unattended.RUN_ON : Unattended.LINGER);
    }

    /** For what is always replied to. */
    static Unattended unattended(@Nullable String keep) {
        return of(null, keep).unattended();
    }

    private static boolean flag(String name, @Nullable String value, boolean otherwise) {
        return switch (value) {
            case null -> otherwise;
            case "true" -> true;
            case "false" -> false;
            default -> throw ProblemException.invalid(name, "must be true or false");
        };
    }
}
