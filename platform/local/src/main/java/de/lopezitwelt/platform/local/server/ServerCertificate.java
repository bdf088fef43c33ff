package de.lopezitwelt.platform.local.server;

import de.lopezitwelt.platform.local.secret.PrivateFiles;
import de.lopezitwelt.platform.local.secret.RandomSecrets;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Objects;

/**
 * The self-signed certificate for {@code localhost} that a server on this machine shows. A client that trusts the file
 * recognises the server. MySQL's own names no host.
 */
public record ServerCertificate(Path certificate, Path key) {
    private static final String STORE_PASSWORD = "STORE_PASSWORD";
    private static final String ALIAS = "server";

    /** Its files in that directory. */
    public static ServerCertificate in(Path directory) {
        return new ServerCertificate(directory.resolve("server.pem"), directory.resolve("server-key.pem"));
    }

    /** Makes it, unless it is there. */
    public void make() throws IOException, InterruptedException {
        if (Files.exists(certificate) && Files.exists(key)) {
            return;
        }
        Path directory = PrivateFiles.directory(
                Objects.requireNonNull(certificate.toAbsolutePath().getParent()));
        Path store = directory.resolve("making.p12");
        Files.deleteIfExists(store);
        String password = new RandomSecrets(new SecureRandom()).password();
        try {
            generate(store, password);
            KeyStore made = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(store)) {
                made.load(in, password.toCharArray());
            }
            PrivateFiles.write(
                    key,
                    pem(
                            "PRIVATE KEY",
                            made.getKey(ALIAS, password.toCharArray()).getEncoded()));
            PrivateFiles.write(
                    certificate, pem("CERTIFICATE", made.getCertificate(ALIAS).getEncoded()));
        } catch (GeneralSecurityException broken) {
            throw new IOException("no certificate for " + directory, broken);
        } finally {
            Files.deleteIfExists(store);
        }
    }

    /** Every user of the machine can read command lines, so the password goes through the environment. */
    private static void generate(Path store, String password) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-validity",
                        "3650",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass:env",
                        STORE_PASSWORD)
                .redirectErrorStream(true);
        builder.environment().put(STORE_PASSWORD, password);
        Process keytool = builder.start();
        keytool.getOutputStream().close();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool made no certificate: " + said.strip());
        }
    }

    private static String pem(String what, byte[] content) {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n".formatted(what, lines);
    }
}
