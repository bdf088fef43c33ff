package de.lopezitwelt.auth.totp;

import de.lopezitwelt.platform.web.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** The code that a user typed: one from the authenticator or a recovery code. */
public sealed interface ProvidedCode {
    record Totp(String digits) implements ProvidedCode {
        @Override
        public String toString() {
            return "Totp";
        }
    }

    record Recovery(String code) implements ProvidedCode {
        @Override
        public String toString() {
            return "Recovery";
        }
    }

    /** @throws ProblemException 400 unless exactly one of them is given */
    static ProvidedCode of(@Nullable String code, @Nullable String recoveryCode) {
        if (code != null && recoveryCode == null) {
            return new Totp(code.replace(" ", ""));
        }
        if (recoveryCode != null && code == null) {
            return new Recovery(recoveryCode);
        }
        throw ProblemException.invalid("code", "is needed, or a recovery_code, and not both");
    }
}
