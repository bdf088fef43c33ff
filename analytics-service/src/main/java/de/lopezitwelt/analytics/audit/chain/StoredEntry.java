package de.lopezitwelt.analytics.audit.chain;

import java.util.List;

/** A row with its place and what still stands aside of it. */
public record StoredEntry(LinkedEntry linked, List<PersonalPart> parts) {}
