package de.lopezitwelt.chat.attachment.storage;

import de.lopezitwelt.chat.attachment.config.AttachmentConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Chooses the store for new files ({@code lopez.chat.attachment.storage}), and the one that has an existing file. */
@ApplicationScoped
public class ContentStores {
    private final Map<String, ContentStore> stores = new HashMap<>();
    private final String chosen;

    ContentStores(@Any Instance<ContentStore> all, AttachmentConfig config) {
        all.forEach(store -> stores.put(store.name(), store));
        this.chosen = config.storage().name().toLowerCase(Locale.ROOT);
    }

    public ContentStore forNew() {
        return of(chosen);
    }

    public ContentStore of(String name) {
        ContentStore store = stores.get(name);
        if (store == null) {
            throw new IllegalStateException("there is no storage called " + name);
        }
        return store;
    }
}
