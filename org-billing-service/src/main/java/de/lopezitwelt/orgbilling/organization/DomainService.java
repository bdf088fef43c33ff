package de.lopezitwelt.orgbilling.organization;

import de.lopezitwelt.contracts.organization.OrganizationUpdated;
import de.lopezitwelt.contracts.organization.Permission;
import de.lopezitwelt.orgbilling.OrgBillingProblem;
import de.lopezitwelt.orgbilling.autojoin.AutoJoins;
import de.lopezitwelt.orgbilling.member.Memberships;
import de.lopezitwelt.platform.web.audit.Change;
import de.lopezitwelt.platform.web.audit.ChangeRecorder;
import de.lopezitwelt.platform.web.concurrency.Versioned;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import org.hibernate.exception.ConstraintViolationException;

/** Proves that a domain is an organization's own. At most one organization has proven a domain. */
@ApplicationScoped
class DomainService {
    private final OrganizationRepository rows;
    private final Memberships memberships;
    private final TxtRecords records;
    private final AutoJoins joins;
    private final ChangeRecorder changes;
    private final Clock clock;

    DomainService(
            OrganizationRepository rows,
            Memberships memberships,
            TxtRecords records,
            AutoJoins joins,
            ChangeRecorder changes,
            Clock clock) {
        this.rows = rows;
        this.memberships = memberships;
        this.records = records;
        this.joins = joins;
        this.changes = changes;
        this.clock = clock;
    }

    @WithSession
    Uni<Versioned<DomainView>> get(Caller caller, String id) {
        return memberships
                .require(caller, id, Permission.ORGANIZATION_UPDATE)
                .chain(() -> rows.findById(id))
                .plug(ProblemException::orNotFound)
                .map(row -> DomainView.versioned(row, domainOf(row)));
    }

    /** The name server is asked outside of any transaction. What the domain was then decides. */
    Uni<Versioned<DomainView>> verify(Caller caller, String id) {
        return Panache.withSession(() -> get(caller, id))
                .map(found -> found.view().domain())
                .chain(domain -> records.of(DomainProof.recordName(domain))
                        .chain(texts -> Panache.withTransaction(() -> verified(caller, id, domain, texts))))
                .onFailure(ConstraintViolationException.class)
                .transform(_ -> new ProblemException(OrgBillingProblem.DOMAIN_TAKEN));
    }

    private Uni<Versioned<DomainView>> verified(Caller caller, String id, String domain, List<String> texts) {
        return rows.lockRow(id)
                .call(() -> memberships.require(caller, id, Permission.ORGANIZATION_UPDATE))
                .invoke(row -> ensureProven(row, domain, texts))
                .call(row -> row.domainVerifiedAt() == null
                        ? passOn(domain, texts, caller).chain(() -> verify(row, caller))
                        : Uni.createFrom().voidItem())
                .map(row -> DomainView.versioned(row, domain));
    }

    private static void ensureProven(Organization row, String domain, List<String> texts) {
        if (!domain.equals(row.domain())) {
            throw ProblemException.conflict("The domain has changed meanwhile");
        }
        if (!texts.contains(DomainProof.recordValue(row.id()))) {
            throw OrgBillingProblem.DOMAIN_NOT_VERIFIED.because("There is no TXT record "
                    + DomainProof.recordName(domain) + " with the text " + DomainProof.recordValue(row.id()));
        }
    }

    /** An organization whose record is gone no longer has the domain: those who control it have named another one. */
    private Uni<Void> passOn(String domain, List<String> texts, Caller caller) {
        return rows.lockVerified(domain).chain(former -> {
            if (former == null) {
                return Uni.createFrom().voidItem();
            }
            if (texts.contains(DomainProof.recordValue(former.id()))) {
                throw new ProblemException(OrgBillingProblem.DOMAIN_TAKEN);
            }
            OrganizationView before = OrganizationView.of(former);
            former.loseDomain(clock.instant());
            return rows.flush()
                    .chain(() -> changes.record(changed(former, before, caller, "organization.domain-lost")));
        });
    }

    private Uni<Void> verify(Organization row, Caller caller) {
        OrganizationView before = OrganizationView.of(row);
        row.verifyDomain(clock.instant());
        String open = row.openDomain();
        return changes.record(changed(row, before, caller, "organization.domain-verified")
                        .activity("organization.domain-verified", "organization", row.id(), null))
                .chain(() -> open == null
                        ? Uni.createFrom().voidItem()
                        : rows.flush().chain(() -> joins.open(row.id(), open)));
    }

    private Change changed(Organization row, OrganizationView before, Caller caller, String what) {
        return changes.by(caller.actor())
                .event(new OrganizationUpdated(row.id(), row.active()), row.id(), row.raiseVersion())
                .updated("organizations", row.id(), what, before, OrganizationView.of(row));
    }

    private static String domainOf(Organization row) {
        if (row.domain() == null) {
            throw ProblemException.notFound();
        }
        return row.domain();
    }
}
