package de.lopezitwelt.auth.totp;

import de.lopezitwelt.auth.totp.TotpRepository.Enrolment;
import de.lopezitwelt.auth.totp.code.RecoveryCodes;
import de.lopezitwelt.auth.totp.code.TotpPolicy;
import de.lopezitwelt.auth.totp.code.TotpSeal;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.OptionalLong;

/**
 * Checks codes and spends them. Callers have reserved the attempt with the throttle and locked the user's row before.
 */
@ApplicationScoped
public class TotpCheck {
    private final TotpRepository repository;
    private final TotpSeal seal;
    private final Clock clock;

    TotpCheck(TotpRepository repository, TotpSeal seal, Clock clock) {
        this.repository = repository;
        this.seal = seal;
        this.clock = clock;
    }

    public Uni<Boolean> isEnabled(SqlClient client, String userId) {
        return repository.isEnabled(client, userId);
    }

    /** Whether the code is right for a confirmed enrolment; a right one is spent with the transaction. */
    public Uni<Boolean> accept(SqlConnection transaction, String userId, ProvidedCode code) {
        return repository.find(transaction, userId).chain(enrolment -> {
            if (enrolment == null || enrolment.confirmedAt() == null) {
                return Uni.createFrom().item(false);
            }
            return switch (code) {
                case ProvidedCode.Totp(String digits) -> acceptDigits(transaction, userId, enrolment, digits);
                case ProvidedCode.Recovery(String text) ->
                    repository.spendRecoveryCode(transaction, userId, RecoveryCodes.stored(text), clock.instant());
            };
        });
    }

    Uni<Boolean> acceptDigits(SqlConnection transaction, String userId, Enrolment enrolment, String digits) {
        byte[] secret = seal.open(enrolment.sealedSecret(), userId);
        OptionalLong step = TotpPolicy.matchingStep(secret, digits, clock.instant(), enrolment.lastUsedStep());
        return step.isEmpty()
                ? Uni.createFrom().item(false)
                : repository.spendStep(transaction, userId, step.getAsLong()).replaceWith(true);
    }
}
