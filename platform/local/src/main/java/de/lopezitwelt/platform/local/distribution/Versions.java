package de.lopezitwelt.platform.local.distribution;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** The server versions of the parent POM, as the build wrote them into this module. */
record Versions(String mysql, String kafka, String keycloak) {
    static Versions ofBuild() {
        var properties = new Properties();
        try (InputStream in = Versions.class.getResourceAsStream("versions.properties")) {
            properties.load(Objects.requireNonNull(in, "versions.properties"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return new Versions(
                properties.getProperty("mysql"), properties.getProperty("kafka"), properties.getProperty("keycloak"));
    }
}
