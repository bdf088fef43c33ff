package de.lopezitwelt.runtime.provider;

import de.lopezitwelt.runtime.call.ModelRequest;
import de.lopezitwelt.runtime.catalog.ModelDefinition;
import java.util.function.BiConsumer;

/**
 * The API dialect of a provider: it writes requests and reads events of the answer. Everything else about a call
 * (admission, attempts, timeouts, demand, cancellation) is the same for all providers. Stateless and thread safe.
 */
public interface Protocol {

    /** The path of model calls, below the provider's base URL. */
    String path();

    /** Passes the headers of every request that the protocol demands to the consumer. */
    default void headers(BiConsumer<String, String> header) {}

    /** The body of a request, as UTF-8. */
    byte[] write(ModelRequest request, ModelDefinition model);

    /** Creates a reader for one answer. It adds what it reads to the reply. */
    EventReader reader(ReplyAssembly reply);

    /** Creates a reader for the answer to a request. It adds what it reads to the reply. */
    default EventReader reader(ModelRequest request, ReplyAssembly reply) {
        return reader(reply);
    }

    /** Reads one answer, event by event. Used by one thread at a time. */
    @FunctionalInterface
    interface EventReader {

        /**
         * Reads the data of one event, or a whole answer. The bytes are valid during the call only.
         *
         * @return whether the event belongs to the reply; false for one that only keeps the connection alive
         * @throws de.lopezitwelt.runtime.wire.UnreadableJson when the event cannot be read but may belong to the reply
         */
        boolean read(byte[] bytes, int from, int length);
    }
}
