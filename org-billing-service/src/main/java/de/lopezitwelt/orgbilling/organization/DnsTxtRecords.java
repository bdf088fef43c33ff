package de.lopezitwelt.orgbilling.organization;

import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.dns.DnsClientOptions;
import io.vertx.core.dns.DnsException;
import io.vertx.core.dns.DnsResponseCode;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.dns.DnsClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/** Asks a name server: the configured one, or that of the machine. */
@ApplicationScoped
class DnsTxtRecords implements TxtRecords {
    private static final Logger LOG = Logger.getLogger(DnsTxtRecords.class);
    private static final Duration AGAIN = Duration.ofSeconds(30);

    private final DnsClient client;

    DnsTxtRecords(Vertx vertx, OrganizationConfig config) {
        var options = new DnsClientOptions()
                .setQueryTimeout(config.dns().timeout().toMillis())
                .setPort(config.dns().port());
        config.dns().host().ifPresent(options::setHost);
        this.client = vertx.createDnsClient(options);
    }

    @Override
    public Uni<List<String>> of(String name) {
        return client.resolveTXT(name)
                .onFailure(DnsTxtRecords::isUnknownName)
                .recoverWithItem(List.<String>of())
                .onFailure()
                .transform(failure -> {
                    LOG.warnf("No name server tells the TXT records of a domain: %s", failure.getMessage());
                    return ProblemException.unavailable("No name server can be asked now", AGAIN);
                });
    }

    private static boolean isUnknownName(Throwable failure) {
        return failure instanceof DnsException told && told.code() == DnsResponseCode.NXDOMAIN;
    }
}
