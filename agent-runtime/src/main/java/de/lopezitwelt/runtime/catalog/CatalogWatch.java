package de.lopezitwelt.runtime.catalog;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Reloads the catalog when its file changes. An invalid file is reported once and leaves the last good state. */
public final class CatalogWatch {

    private static final Logger LOG = Logger.getLogger(CatalogWatch.class);

    private final Vertx vertx;
    private final ModelCatalog catalog;
    private final Path file;

    @Nullable
    private FileTime seen;

    public CatalogWatch(Vertx vertx, ModelCatalog catalog, Path file) {
        this.vertx = vertx;
        this.catalog = catalog;
        this.file = file;
        this.seen = changedAt();
    }

    /** Looks until Vert.x is closed. */
    public void start(long everyMillis) {
        vertx.setPeriodic(
                everyMillis,
                ignored -> vertx.executeBlocking(
                        () -> {
                            look();
                            return file;
                        },
                        true));
    }

    private synchronized void look() {
        FileTime changedAt = changedAt();
        if (changedAt == null || changedAt.equals(seen)) {
            return;
        }
        seen = changedAt;
        try {
            catalog.reload();
            LOG.infof("Model catalog reloaded: models=%d", catalog.models().size());
        } catch (InvalidCatalog e) {
            LOG.errorf("Model catalog not reloaded, the last good one stays in use: %s", e.getMessage());
        }
    }

    @Nullable
    private FileTime changedAt() {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return null;
        }
    }
}
