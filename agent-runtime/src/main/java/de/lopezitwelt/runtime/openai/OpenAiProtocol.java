package de.lopezitwelt.runtime.openai;

import de.lopezitwelt.runtime.call.ModelRequest;
import de.lopezitwelt.runtime.catalog.ModelDefinition;
import de.lopezitwelt.runtime.provider.Protocol;
import de.lopezitwelt.runtime.provider.ReplyAssembly;

/** OpenAI's chat completions, which most providers offer with small differences. */
public final class OpenAiProtocol implements Protocol {

    @Override
    public String path() {
        return "/chat/completions";
    }

    @Override
    public byte[] write(ModelRequest request, ModelDefinition model) {
        return RequestWriter.write(request, model.upstreamName(), model.quirks());
    }

    @Override
    public EventReader reader(ReplyAssembly reply) {
        return new ChunkReader(reply);
    }
}
