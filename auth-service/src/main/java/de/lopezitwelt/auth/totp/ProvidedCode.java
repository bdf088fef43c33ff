package de.lopezitwelt.auth.totp;

import de.lopezitwelt.platform.web.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** What a person typed: a code of the authenticator or one from paper. */
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

    /** @throws ProblemException 400 unless exactly one is given */
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
