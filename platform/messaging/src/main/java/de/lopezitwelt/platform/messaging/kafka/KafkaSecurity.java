package de.lopezitwelt.platform.messaging.kafka;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.auth.SecurityProtocol;

/**
 * The security settings of every Kafka client, decided in this one place. Files are read for each new
 * client, and a client that is refused is replaced: a renewed certificate is used from the next connection on.
 */
final class KafkaSecurity {
    private static final String PEM = "PEM";
    private static final String MECHANISM = "SCRAM-SHA-512";

    private final KafkaConfig config;

    KafkaSecurity(KafkaConfig config) {
        this.config = config;
    }

    /** @throws IllegalStateException naming the key that is missing, superfluous or names an unreadable file */
    Map<String, Object> settings() {
        var settings = new LinkedHashMap<String, Object>();
        switch (config.security()) {
            case PLAINTEXT -> {
                forbid("tls-ca", config.tlsCa());
                forbid("tls-certificate", config.tlsCertificate());
                forbid("tls-key", config.tlsKey());
                forbid("username", config.username());
                forbid("password", config.password());
            }
            case TLS -> {
                forbid("username", config.username());
                forbid("password", config.password());
                protocol(settings, SecurityProtocol.SSL);
                trust(settings);
                identity(settings);
            }
            case SCRAM -> {
                forbid("tls-certificate", config.tlsCertificate());
                forbid("tls-key", config.tlsKey());
                protocol(settings, SecurityProtocol.SASL_SSL);
                trust(settings);
                settings.put(SaslConfigs.SASL_MECHANISM, MECHANISM);
                settings.put(
                        SaslConfigs.SASL_JAAS_CONFIG,
                        new Password("org.apache.kafka.common.security.scram.ScramLoginModule required username="
                                + quoted(required("username", config.username()))
                                + " password=" + quoted(required("password", config.password())) + ";"));
            }
        }
        return settings;
    }

    private static void protocol(Map<String, Object> settings, SecurityProtocol protocol) {
        settings.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, protocol.name);
    }

    /** Without a file, the JVM's certificate authorities are trusted. */
    private void trust(Map<String, Object> settings) {
        config.tlsCa().filter(KafkaSecurity::isSet).ifPresent(file -> {
            settings.put(SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG, PEM);
            settings.put(
                    SslConfigs.SSL_TRUSTSTORE_CERTIFICATES_CONFIG,
                    new Password(pem("tls-ca", file, "-----BEGIN CERTIFICATE-----")));
        });
    }

    private void identity(Map<String, Object> settings) {
        if (config.tlsCertificate().filter(KafkaSecurity::isSet).isEmpty()
                && config.tlsKey().filter(KafkaSecurity::isSet).isEmpty()) {
            return;
        }
        settings.put(SslConfigs.SSL_KEYSTORE_TYPE_CONFIG, PEM);
        settings.put(
                SslConfigs.SSL_KEYSTORE_CERTIFICATE_CHAIN_CONFIG,
                new Password(pem(
                        "tls-certificate",
                        required("tls-certificate", config.tlsCertificate()),
                        "-----BEGIN CERTIFICATE-----")));
        settings.put(
                SslConfigs.SSL_KEYSTORE_KEY_CONFIG,
                new Password(pem("tls-key", required("tls-key", config.tlsKey()), "-----BEGIN PRIVATE KEY-----")));
    }

    private static String pem(String key, String file, String begin) {
        String text;
        try {
            text = Files.readString(Path.of(file));
        } catch (IOException unreadable) {
            throw new IllegalStateException("Not started: lopez.kafka." + key + " cannot be read: " + file, unreadable);
        }
        if (!text.contains(begin)) {
            throw new IllegalStateException("Not started: lopez.kafka." + key + " holds no "
                    + begin.replace("-", "").strip() + ": " + file);
        }
        return text;
    }

    private String required(String key, Optional<String> value) {
        return value.filter(KafkaSecurity::isSet)
                .orElseThrow(() -> new IllegalStateException(
                        "Not started: lopez.kafka.security=" + name(config.security()) + " needs lopez.kafka." + key));
    }

    private void forbid(String key, Optional<String> value) {
        if (value.filter(KafkaSecurity::isSet).isPresent()) {
            throw new IllegalStateException("Not started: lopez.kafka." + key
                    + " is of no use with lopez.kafka.security=" + name(config.security()));
        }
    }

    private static String name(KafkaProtection mode) {
        return mode.name().toLowerCase(Locale.ROOT);
    }

    private static boolean isSet(String value) {
        return !value.isBlank();
    }

    /** Quotes a text for the options of a login module. */
    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
