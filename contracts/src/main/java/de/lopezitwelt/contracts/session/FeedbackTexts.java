package de.lopezitwelt.contracts.session;

import java.util.List;

/** The texts that were found. */
public record FeedbackTexts(List<FeedbackText> data) {}
