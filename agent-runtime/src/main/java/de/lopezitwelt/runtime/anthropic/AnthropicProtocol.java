package de.lopezitwelt.runtime.anthropic;

import de.lopezitwelt.runtime.call.ModelRequest;
import de.lopezitwelt.runtime.catalog.ModelDefinition;
import de.lopezitwelt.runtime.model.ToolDefinition;
import de.lopezitwelt.runtime.provider.Protocol;
import de.lopezitwelt.runtime.provider.ReplyAssembly;
import java.util.function.BiConsumer;

/** Anthropic's messages. */
public final class AnthropicProtocol implements Protocol {

    private static final String VERSION = "2023-06-01";

    @Override
    public String path() {
        return "/messages";
    }

    @Override
    public void headers(BiConsumer<String, String> header) {
        header.accept("anthropic-version", VERSION);
    }

    @Override
    public byte[] write(ModelRequest request, ModelDefinition model) {
        return MessageWriter.write(request, model.upstreamName(), model.quirks());
    }

    @Override
    public EventReader reader(ReplyAssembly reply) {
        return new MessageEventReader(reply, null);
    }

    @Override
    public EventReader reader(ModelRequest request, ReplyAssembly reply) {
        ToolDefinition answer = AnswerTool.of(request);
        return new MessageEventReader(reply, answer == null ? null : answer.name());
    }
}
