package de.lopezitwelt.chat.reply.api;

import de.lopezitwelt.chat.reply.Unattended;
import de.lopezitwelt.platform.web.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * The parameters {@code reply} and {@code keep} of a message.
 *
 * @param reply false stores the message without a reply
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

    /** For requests that always get a reply. */
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
