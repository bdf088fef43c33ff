package de.lopezitwelt.platform.testing;

import org.eclipse.microprofile.config.ConfigProvider;

/** Where the service under a {@code @QuarkusTest} has its health and metrics. */
public final class ManagementPort {
    private ManagementPort() {}

    public static String url(String path) {
        return "http://localhost:" + ConfigProvider.getConfig().getValue("quarkus.management.test-port", Integer.class)
                + path;
    }
}
