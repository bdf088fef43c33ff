package de.lopezitwelt.runtime.cdi;

import de.lopezitwelt.runtime.AgentRuntime;
import de.lopezitwelt.runtime.catalog.CatalogSource;
import de.lopezitwelt.runtime.catalog.CatalogWatch;
import de.lopezitwelt.runtime.catalog.ModelCatalog;
import de.lopezitwelt.runtime.catalog.PriceRule;
import de.lopezitwelt.runtime.mcp.oauth.AccessTokens;
import de.lopezitwelt.runtime.outbound.ApiKey;
import io.quarkus.runtime.Startup;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import org.eclipse.microprofile.config.Config;

/** Builds catalog and runtime from configuration; an invalid catalog refuses the start. */
@ApplicationScoped
public class RuntimeProducer {

    private static final String CATALOG = "lopez.models.catalog";
    private static final String RELOAD_MILLIS = "lopez.models.reload-millis";
    private static final String BASE_URL = "lopez.model.base-url";
    private static final String API_KEY = "lopez.model.api-key";
    private static final String NAME = "lopez.model.name";
    private static final String IMAGES = "lopez.model.images";
    private static final long DEFAULT_RELOAD_MILLIS = 5_000;

    @Startup
    @Produces
    @Singleton
    ModelCatalog catalog(Config config, Vertx vertx, Instance<PriceRule> prices) {
        CatalogSource source = source(config);
        ModelCatalog catalog =
                prices.isResolvable() ? ModelCatalog.load(source, prices.get()) : ModelCatalog.load(source);
        if (source.file() != null) {
            long millis = config.getOptionalValue(RELOAD_MILLIS, Long.class).orElse(DEFAULT_RELOAD_MILLIS);
            new CatalogWatch(vertx, catalog, source.file()).start(millis);
        }
        return catalog;
    }

    private static CatalogSource source(Config config) {
        return config.getOptionalValue(CATALOG, String.class)
                .map(file -> CatalogSource.file(Path.of(file), System::getenv))
                .or(() -> config.getOptionalValue(BASE_URL, String.class).map(url -> shortcut(config, url)))
                .orElseGet(CatalogSource::offline);
    }

    private static CatalogSource shortcut(Config config, String baseUrl) {
        String model = config.getOptionalValue(NAME, String.class)
                .orElseThrow(() -> new IllegalStateException("LOPEZ_MODEL_BASE_URL needs LOPEZ_MODEL_NAME beside it"));
        ApiKey key =
                config.getOptionalValue(API_KEY, String.class).map(ApiKey::new).orElse(null);
        return CatalogSource.shortcut(
                URI.create(baseUrl),
                key,
                model,
                config.getOptionalValue(IMAGES, Boolean.class).orElse(false));
    }

    @Produces
    @Singleton
    AgentRuntime runtime(Vertx vertx, Clock clock, ModelCatalog catalog, Instance<AccessTokens> tokens) {
        return new AgentRuntime(vertx, clock, catalog, tokens.isResolvable() ? tokens.get() : null);
    }

    void close(@Disposes AgentRuntime runtime) {
        runtime.close();
    }
}
