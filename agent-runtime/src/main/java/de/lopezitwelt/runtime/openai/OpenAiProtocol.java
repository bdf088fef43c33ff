package de.lopezitwelt.runtime.openai;

import de.lopezitwelt.runtime.call.ModelRequest;
import de.lopezitwelt.runtime.catalog.ModelDefinition;
import de.lopezitwelt.runtime.catalog.ProviderDefinition;
import de.lopezitwelt.runtime.provider.Protocol;
import de.lopezitwelt.runtime.provider.ReplyAssembly;
import java.util.function.BiConsumer;

/** OpenAI's chat completions, which most providers offer with small differences. */
public final class OpenAiProtocol implements Protocol {

    @Override
    public String path() {
        return "/chat/completions";
    }

    @Override
    public void headers(ProviderDefinition provider, BiConsumer<String, String> header) {
        if (provider.apiKey() != null) {
            provider.apiKey().reveal(key -> header.accept("authorization", "Bearer " + key));
        }
    }

    @Override
    public byte[] write(ModelRequest request, ModelDefinition model, ProviderDefinition provider) {
        return RequestWriter.write(request, model.upstreamName(), provider.tokenLimitField());
    }

    @Override
    public EventReader reader(ReplyAssembly reply) {
        return new ChunkReader(reply);
    }
}
