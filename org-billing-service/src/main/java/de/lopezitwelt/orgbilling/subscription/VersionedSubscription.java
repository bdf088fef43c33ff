package de.lopezitwelt.orgbilling.subscription;

/** A subscription and the version its ETag shows. */
record VersionedSubscription(SubscriptionView view, long version) {
    static VersionedSubscription of(Subscription row) {
        return new VersionedSubscription(SubscriptionView.of(row), row.version());
    }
}
