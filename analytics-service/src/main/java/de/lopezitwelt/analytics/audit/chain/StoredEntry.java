package de.lopezitwelt.analytics.audit.chain;

import java.util.List;

/** A row with its place in the chain and the personal parts that are still kept. */
public record StoredEntry(LinkedEntry linked, List<PersonalPart> parts) {}
