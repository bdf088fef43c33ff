package de.lopezitwelt.platform.testing;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.Properties;

/** What the test resource must know of the service before it starts; read from its {@code application.properties}. */
record ServiceUnderTest(String name, String schema) {
    private static final ServiceUnderTest PLATFORM_MODULE = new ServiceUnderTest("platform", "lopez_test");

    static ServiceUnderTest onClasspath() throws IOException {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        for (URL url : Collections.list(loader.getResources("application.properties"))) {
            var properties = new Properties();
            try (InputStream in = url.openStream()) {
                properties.load(in);
            }
            String schema = properties.getProperty("lopez.mysql.schema");
            if (schema != null) {
                return new ServiceUnderTest(
                        properties.getProperty("quarkus.application.name", PLATFORM_MODULE.name), schema);
            }
        }
        return PLATFORM_MODULE;
    }
}
