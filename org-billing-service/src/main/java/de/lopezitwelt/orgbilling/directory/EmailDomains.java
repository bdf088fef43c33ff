package de.lopezitwelt.orgbilling.directory;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

/** Is told whose e-mail address has become a verified one; implemented by the feature that makes such people members. */
public interface EmailDomains {
    /**
     * Within the transaction that learns of it: of an active user, once for each domain.
     *
     * @param emailDomain what stands behind the @, as ASCII in lower case
     */
    Uni<Void> verified(SqlConnection transaction, String userId, String emailDomain);
}
