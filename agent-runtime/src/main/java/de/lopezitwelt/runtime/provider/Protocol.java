package de.lopezitwelt.runtime.provider;

import de.lopezitwelt.runtime.call.ModelRequest;
import de.lopezitwelt.runtime.catalog.ModelDefinition;
import de.lopezitwelt.runtime.catalog.ProviderDefinition;
import java.util.function.BiConsumer;

/**
 * What a provider speaks: how a request is written, and how an event of its answer is read. Everything else about a call
 * (admission, attempts, times, demand, cancellation) is the same for all of them. Stateless and thread safe.
 */
public interface Protocol {

    /** Where models are called, below the provider's base URL. */
    String path();

    /** Names the headers that every request needs, the key among them. */
    void headers(ProviderDefinition provider, BiConsumer<String, String> header);

    /** The body of a request, as UTF-8. */
    byte[] write(ModelRequest request, ModelDefinition model, ProviderDefinition provider);

    /** A reader of one answer, which puts what it reads into the reply. */
    EventReader reader(ReplyAssembly reply);

    /** Reads one answer, event by event. Used by one thread at a time. */
    @FunctionalInterface
    interface EventReader {

        /**
         * Reads the data of one event, or an answer that came in one piece. The bytes are valid during the call only.
         *
         * @return whether the event says something of the reply; false for what only keeps the connection alive
         * @throws de.lopezitwelt.runtime.wire.UnreadableJson when the event may say something, but cannot be read
         */
        boolean read(byte[] bytes, int from, int length);
    }
}
