package de.lopezitwelt.runtime.call;

import de.lopezitwelt.runtime.model.ModelFailure;
import de.lopezitwelt.runtime.model.ReplyEvent;
import io.smallrye.mutiny.Multi;

/** A model that answers prompts. */
public interface ChatModel {

    /**
     * Starts on subscription. Cancelling the subscription ends the call at once; demand is honoured, so a slow
     * subscriber slows the model. Fails with {@link ModelFailure} only.
     */
    Multi<ReplyEvent> stream(ModelRequest request);
}
