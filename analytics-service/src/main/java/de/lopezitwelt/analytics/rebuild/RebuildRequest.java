package de.lopezitwelt.analytics.rebuild;

/** @param compareOnly leave the live tables as they are */
public record RebuildRequest(boolean compareOnly) {}
