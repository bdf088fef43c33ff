package de.lopezitwelt.runtime.provider;

import de.lopezitwelt.runtime.catalog.ModelDefinition;
import de.lopezitwelt.runtime.catalog.ProviderDefinition;
import de.lopezitwelt.runtime.model.ChatModel;

/** The client of one registered provider. */
public interface ModelProvider {

    ProviderDefinition definition();

    /** A model of this provider. */
    ChatModel model(ModelDefinition model);

    /** Lets calls under way finish, then closes the connections. */
    void retire();
}
