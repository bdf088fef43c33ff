package de.lopezitwelt.orgbilling.member;

import de.lopezitwelt.platform.web.problem.ProblemException;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Memberships as other services read them. */
@ApplicationScoped
class MembershipReads {
    private final OrganizationMemberRepository members;

    MembershipReads(OrganizationMemberRepository members) {
        this.members = members;
    }

    @WithSession
    Uni<List<MembershipSnapshot>> ofUser(String userId) {
        return members.findByUser(userId)
                .map(all -> all.stream().map(MembershipSnapshot::of).toList());
    }

    @WithSession
    Uni<MembershipSnapshot> one(String organizationId, String userId) {
        return members.findMember(organizationId, userId)
                .plug(ProblemException::orNotFound)
                .map(MembershipSnapshot::of);
    }
}
