package de.lopezitwelt.analytics.rebuild;

/** @param compareOnly whether to leave the live tables as they are */
public record RebuildRequest(boolean compareOnly) {}
