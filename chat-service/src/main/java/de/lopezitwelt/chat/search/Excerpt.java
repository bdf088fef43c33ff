package de.lopezitwelt.chat.search;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A piece of a message as plain text: what was written, without any markup of ours.
 *
 * @param marks the matches in it, in order
 * @param cutBefore whether the message has more before it
 * @param cutAfter whether the message has more after it
 */
@Schema(name = "SearchExcerpt")
record Excerpt(String text, List<Mark> marks, boolean cutBefore, boolean cutAfter) {
    /**
     * A range of the excerpt.
     *
     * @param start first UTF-16 unit, as JavaScript and Java count them
     * @param end unit after the last one
     */
    @Schema(name = "SearchMark")
    record Mark(int start, int end) {}
}
