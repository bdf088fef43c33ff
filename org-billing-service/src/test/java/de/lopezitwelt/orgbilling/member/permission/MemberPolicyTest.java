package de.lopezitwelt.orgbilling.member.permission;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.lopezitwelt.contracts.organization.MemberRole;
import de.lopezitwelt.platform.web.problem.ProblemException;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemberPolicyTest {
    private static final PermissionAdjustments NONE = PermissionAdjustments.NONE;

    @ParameterizedTest
    @CsvSource({
        "OWNER, OWNER, true", "OWNER, VIEWER, true", "ADMIN, OWNER, false", "ADMIN, ADMIN, false",
        "ADMIN, MEMBER, true", "ADMIN, VIEWER, true", "MEMBER, VIEWER, false", "VIEWER, VIEWER, false"
    })
    void onlyOwnersAndThoseAboveAddARole(MemberRole actor, MemberRole role, boolean allowed) {
        expect(allowed, () -> MemberPolicy.ensureMayAdd(actor(actor), role, NONE));
    }

    @ParameterizedTest
    @CsvSource({
        "OWNER, OWNER, VIEWER, true", "ADMIN, OWNER, MEMBER, false", "ADMIN, ADMIN, MEMBER, false",
        "ADMIN, MEMBER, VIEWER, true", "ADMIN, MEMBER, ADMIN, false", "MEMBER, VIEWER, MEMBER, false"
    })
    void nobodyChangesAnEqualOrLiftsAboveHimself(
            MemberRole actor, MemberRole current, MemberRole wanted, boolean allowed) {
        expect(allowed, () -> MemberPolicy.ensureMayChange(actor(actor), current, wanted, NONE));
    }

    @Test
    void nobodyGivesWhatHeDoesNotHold() {
        var billing = PermissionAdjustments.parse(List.of("billing.manage"));

        expect(false, () -> MemberPolicy.ensureMayAdd(actor(MemberRole.ADMIN), MemberRole.MEMBER, billing));
        expect(true, () -> MemberPolicy.ensureMayAdd(actor(MemberRole.OWNER), MemberRole.MEMBER, billing));
    }

    @Test
    void aMemberWithThePermissionManagesThoseBelow() {
        var lead = actor(MemberRole.MEMBER, "members.manage");

        expect(true, () -> MemberPolicy.ensureMayAdd(lead, MemberRole.VIEWER, NONE));
        expect(false, () -> MemberPolicy.ensureMayAdd(lead, MemberRole.MEMBER, NONE));
    }

    @Test
    void anAdminWithoutThePermissionManagesNobody() {
        expect(
                false,
                () -> MemberPolicy.ensureMayAdd(actor(MemberRole.ADMIN, "!members.manage"), MemberRole.VIEWER, NONE));
    }

    @Test
    void everybodyMayLeaveAndOnlyThoseAboveMayRemove() {
        expect(true, () -> MemberPolicy.ensureMayRemove(actor(MemberRole.VIEWER), "actor", MemberRole.VIEWER));
        expect(false, () -> MemberPolicy.ensureMayRemove(actor(MemberRole.ADMIN), "other", MemberRole.ADMIN));
        expect(true, () -> MemberPolicy.ensureMayRemove(actor(MemberRole.ADMIN), "other", MemberRole.MEMBER));
    }

    @Test
    void theLastOwnerStays() {
        expect(false, () -> MemberPolicy.ensureOwnerRemains(MemberRole.OWNER, 1));
        expect(true, () -> MemberPolicy.ensureOwnerRemains(MemberRole.OWNER, 2));
        expect(true, () -> MemberPolicy.ensureOwnerRemains(MemberRole.ADMIN, 1));
    }

    private static Access actor(MemberRole role, String... adjustments) {
        return new Access(
                "organization",
                "actor",
                role,
                PermissionAdjustments.parse(List.of(adjustments)).applyTo(role));
    }

    private static void expect(boolean allowed, ThrowingCallable call) {
        if (allowed) {
            assertThatCode(call).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(call).isInstanceOf(ProblemException.class);
        }
    }
}
