package de.lopezitwelt.auth.apikey;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * A key right after its creation, the only moment the secret is shown.
 *
 * @param key the secret, to be kept by the client
 */
record NewApiKey(@JsonUnwrapped ApiKeyView view, String key) {
    @Override
    public String toString() {
        return "NewApiKey " + view.id();
    }
}
