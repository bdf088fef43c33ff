package de.lopezitwelt.auth.user.record;

/** An account with its profile. */
public record Account(UserRecord user, Profile profile) {}
