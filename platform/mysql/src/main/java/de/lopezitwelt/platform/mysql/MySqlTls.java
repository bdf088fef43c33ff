package de.lopezitwelt.platform.mysql;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A mode and what it takes. The server is never asked for its public key: a stranger who
 * answers such a question in its place could read the password.
 *
 * @param authorities certificates in PEM that {@link TlsMode#VERIFY} trusts; null for those the JVM trusts
 * @param serverKey the server's public key in PEM, with which passwords are encrypted when nothing else is
 */
public record MySqlTls(
        TlsMode mode, @Nullable Path authorities, @Nullable Path serverKey) {
    public static final MySqlTls REQUIRED = new MySqlTls(TlsMode.REQUIRED, null, null);

    private static final String KEY_BEGIN = "-----BEGIN PUBLIC KEY-----";
    private static final String KEY_END = "-----END PUBLIC KEY-----";

    /** @throws IllegalArgumentException for {@link TlsMode#OFF} without a key */
    public MySqlTls {
        if (mode == TlsMode.OFF && serverKey == null) {
            throw new IllegalArgumentException(
                    "tls=off needs the server's public key (public_key.pem of its data directory), to encrypt passwords with");
        }
    }

    public static MySqlTls off(Path serverKey) {
        return new MySqlTls(TlsMode.OFF, null, serverKey);
    }

    public static MySqlTls verify(@Nullable Path authorities) {
        return new MySqlTls(TlsMode.VERIFY, authorities, null);
    }

    /**
     * What MySQL's JDBC driver is told in a URL's query.
     *
     * @throws IllegalStateException naming a file that cannot be read or holds something else
     */
    public String jdbcParameters() {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("allowPublicKeyRetrieval", "false");
        switch (mode) {
            case OFF -> {
                parameters.put("sslMode", "DISABLED");
                parameters.put("serverRSAPublicKeyFile", String.valueOf(serverKey));
            }
            case REQUIRED -> parameters.put("sslMode", "REQUIRED");
            case VERIFY -> {
                parameters.put("sslMode", "VERIFY_IDENTITY");
                if (authorities != null) {
                    Path store = TrustStore.of(authorities);
                    parameters.put("trustCertificateKeyStoreUrl", store.toUri().toString());
                    parameters.put("trustCertificateKeyStoreType", TrustStore.TYPE);
                    parameters.put("trustCertificateKeyStorePassword", TrustStore.PASSWORD);
                    parameters.put("fallbackToSystemTrustStore", "false");
                }
            }
        }
        return parameters.entrySet().stream().map(MySqlTls::encoded).collect(Collectors.joining("&"));
    }

    /**
     * The server's public key as PEM and nothing else: MySQL ends its file with a zero byte.
     *
     * @throws IllegalStateException when there is no such file, or no key in it
     */
    public String serverKeyPem() {
        try {
            String text = Files.readString(Path.of(String.valueOf(serverKey))).replace("\r", "");
            int begin = text.indexOf(KEY_BEGIN);
            int end = text.indexOf(KEY_END);
            if (begin >= 0 && end > begin) {
                return text.substring(begin, end + KEY_END.length());
            }
        } catch (IOException unreadable) {
            throw new IllegalStateException("MySQL's public key cannot be read: " + serverKey, unreadable);
        }
        throw new IllegalStateException("no public key in PEM: " + serverKey);
    }

    private static String encoded(Map.Entry<String, String> parameter) {
        return parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8);
    }
}
