package de.lopezitwelt.chat.transfer.foreign;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A line of an import's report: one for each conversation when it is done, then a summary.
 *
 * @param originalId the conversation's id in the other system
 * @param id the session's id here
 * @param messages of the session
 * @param leftOut number of things that were not imported, by kind
 * @param refused why the whole conversation was not imported
 * @param known whether an earlier import has imported it
 * @param done the summary, in the last line only
 */
@Schema(name = "ImportLine")
@JsonInclude(JsonInclude.Include.NON_NULL)
record ImportLine(
        @Nullable String originalId,
        @Nullable String id,
        @Nullable Integer messages,
        @Nullable Map<String, Integer> leftOut,
        @Nullable String refused,
        @Nullable Boolean known,
        @Nullable Summary done) {
    /** How many conversations were imported, were known, were refused, and how many objects belong to no known system. */
    @Schema(name = "ImportSummary")
    record Summary(int imported, int known, int refused, int unknown) {}

    static ImportLine imported(String originalId, String id, int messages, Map<String, Integer> leftOut) {
        return new ImportLine(originalId, id, messages, leftOut, null, null, null);
    }

    static ImportLine known(String originalId) {
        return new ImportLine(originalId, null, null, null, null, true, null);
    }

    static ImportLine refused(@Nullable String originalId, String why) {
        return new ImportLine(originalId, null, null, null, why, null, null);
    }

    static ImportLine last(Summary summary) {
        return new ImportLine(null, null, null, null, null, null, summary);
    }
}
