package de.lopezitwelt.chat.reply.store;

import de.lopezitwelt.chat.reply.stream.ReplyUpdate.ToolAnswered;
import de.lopezitwelt.chat.reply.stream.ReplyUpdate.ToolCalled;
import de.lopezitwelt.platform.json.WellFormed;

/**
 * A call that a tool answered, as the message's metadata keeps it. Long texts are cut; listeners received them whole.
 */
public record ToolStep(String id, String name, String arguments, String result, boolean failed) {
    private static final int LONGEST = 4_000;

    public static ToolStep of(ToolCalled call, ToolAnswered answer) {
        return new ToolStep(call.callId(), call.name(), cut(call.arguments()), cut(answer.result()), answer.failed());
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : WellFormed.cut(text, LONGEST) + "…";
    }
}
