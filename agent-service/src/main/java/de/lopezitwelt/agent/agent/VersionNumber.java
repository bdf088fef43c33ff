package de.lopezitwelt.agent.agent;

import de.lopezitwelt.platform.web.problem.ProblemException;

/** A version's number in a path: 1 or more. */
public record VersionNumber(long value) {
    /** @throws ProblemException 404 for what is no such number, as for a version that does not exist */
    public static VersionNumber fromString(String text) {
        try {
            return new VersionNumber(Long.parseLong(text));
        } catch (NumberFormatException unknown) {
            throw ProblemException.notFound();
        }
    }
}
