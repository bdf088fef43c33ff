package de.lopezitwelt.analytics.audit;

import java.util.List;

/** A row with its place and what still stands aside of it. */
record StoredEntry(LinkedEntry linked, List<PersonalPart> parts) {}
