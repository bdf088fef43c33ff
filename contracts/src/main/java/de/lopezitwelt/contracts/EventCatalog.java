package de.lopezitwelt.contracts;

import de.lopezitwelt.contracts.agent.AgentCreated;
import de.lopezitwelt.contracts.agent.AgentDeleted;
import de.lopezitwelt.contracts.agent.AgentResumed;
import de.lopezitwelt.contracts.agent.AgentState;
import de.lopezitwelt.contracts.agent.AgentSuspended;
import de.lopezitwelt.contracts.agent.AgentUpdated;
import de.lopezitwelt.contracts.erasure.ErasureAccepted;
import de.lopezitwelt.contracts.erasure.ErasureCompleted;
import de.lopezitwelt.contracts.erasure.ErasureRefused;
import de.lopezitwelt.contracts.organization.AgentLicenseChanged;
import de.lopezitwelt.contracts.organization.AgentLicenseRemoved;
import de.lopezitwelt.contracts.organization.AgentLicensed;
import de.lopezitwelt.contracts.organization.MemberAdded;
import de.lopezitwelt.contracts.organization.MemberChanged;
import de.lopezitwelt.contracts.organization.MemberRemoved;
import de.lopezitwelt.contracts.organization.MembershipState;
import de.lopezitwelt.contracts.organization.OrganizationCreated;
import de.lopezitwelt.contracts.organization.OrganizationDeleted;
import de.lopezitwelt.contracts.organization.OrganizationUpdated;
import de.lopezitwelt.contracts.reply.ReplyCancelled;
import de.lopezitwelt.contracts.reply.ReplyCompleted;
import de.lopezitwelt.contracts.reply.ReplyFailed;
import de.lopezitwelt.contracts.reply.ReplyRefused;
import de.lopezitwelt.contracts.session.MessageAppended;
import de.lopezitwelt.contracts.session.SessionArchived;
import de.lopezitwelt.contracts.session.SessionDeleted;
import de.lopezitwelt.contracts.session.SessionEnded;
import de.lopezitwelt.contracts.session.SessionRated;
import de.lopezitwelt.contracts.session.SessionReopened;
import de.lopezitwelt.contracts.session.SessionStarted;
import de.lopezitwelt.contracts.session.SessionUpdated;
import de.lopezitwelt.contracts.subscription.EntitlementState;
import de.lopezitwelt.contracts.subscription.SubscriptionCancelled;
import de.lopezitwelt.contracts.subscription.SubscriptionChanged;
import de.lopezitwelt.contracts.subscription.SubscriptionExpired;
import de.lopezitwelt.contracts.subscription.SubscriptionResumed;
import de.lopezitwelt.contracts.subscription.SubscriptionStarted;
import de.lopezitwelt.contracts.subscription.SubscriptionSuspended;
import de.lopezitwelt.contracts.user.UserActivated;
import de.lopezitwelt.contracts.user.UserDeactivated;
import de.lopezitwelt.contracts.user.UserErased;
import de.lopezitwelt.contracts.user.UserErasureApproved;
import de.lopezitwelt.contracts.user.UserErasureCancelled;
import de.lopezitwelt.contracts.user.UserErasureRequested;
import de.lopezitwelt.contracts.user.UserRegistered;
import de.lopezitwelt.contracts.user.UserRoleChanged;
import de.lopezitwelt.contracts.user.UserSessionsEnded;
import de.lopezitwelt.contracts.user.UserState;
import de.lopezitwelt.contracts.user.UserUpdated;
import de.lopezitwelt.contracts.user.UserVerified;
import de.lopezitwelt.platform.messaging.stream.ActivityRecorded;
import de.lopezitwelt.platform.messaging.stream.AuditRecorded;
import de.lopezitwelt.platform.messaging.stream.LogRecorded;
import de.lopezitwelt.platform.messaging.stream.MetricRecorded;
import java.util.List;

/** Every event type, in its current version. */
public final class EventCatalog {
    public static final List<Class<? extends Record>> ALL = List.of(
            AgentCreated.class,
            AgentDeleted.class,
            AgentResumed.class,
            AgentState.class,
            AgentSuspended.class,
            AgentUpdated.class,
            ErasureAccepted.class,
            ErasureCompleted.class,
            ErasureRefused.class,
            AgentLicenseChanged.class,
            AgentLicenseRemoved.class,
            AgentLicensed.class,
            MemberAdded.class,
            MemberChanged.class,
            MemberRemoved.class,
            MembershipState.class,
            OrganizationCreated.class,
            OrganizationDeleted.class,
            OrganizationUpdated.class,
            ReplyCancelled.class,
            ReplyCompleted.class,
            ReplyFailed.class,
            ReplyRefused.class,
            MessageAppended.class,
            SessionArchived.class,
            SessionDeleted.class,
            SessionEnded.class,
            SessionRated.class,
            SessionReopened.class,
            SessionUpdated.class,
            SessionStarted.class,
            EntitlementState.class,
            SubscriptionCancelled.class,
            SubscriptionChanged.class,
            SubscriptionExpired.class,
            SubscriptionResumed.class,
            SubscriptionStarted.class,
            SubscriptionSuspended.class,
            UserActivated.class,
            UserDeactivated.class,
            UserErased.class,
            UserErasureApproved.class,
            UserErasureCancelled.class,
            UserErasureRequested.class,
            UserRegistered.class,
            UserRoleChanged.class,
            UserSessionsEnded.class,
            UserState.class,
            UserUpdated.class,
            UserVerified.class,
            ActivityRecorded.class,
            AuditRecorded.class,
            LogRecorded.class,
            MetricRecorded.class);

    private EventCatalog() {}
}
