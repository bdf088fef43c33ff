package de.lopezitwelt.platform.local.platform;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLConnection;

/**
 * Asks a service whether it takes requests.
 *
 * @param management its management port
 */
public record HealthCheck(URI management) {
    private static final int CONNECT_MILLIS = 500;
    /** The first answer of a fresh JVM takes its time. */
    private static final int READ_MILLIS = 5_000;

    public boolean ready() {
        try {
            URLConnection connection =
                    management.resolve("/q/health/ready").toURL().openConnection();
            connection.setConnectTimeout(CONNECT_MILLIS);
            connection.setReadTimeout(READ_MILLIS);
            return connection instanceof HttpURLConnection http && http.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException notYet) {
            return false;
        }
    }
}
