package de.lopezitwelt.auth.user;

/** An account with its profile. */
public record Account(UserRecord user, Profile profile) {}
