package de.lopezitwelt.system.security;

import de.lopezitwelt.platform.local.distribution.DownloadCache;
import de.lopezitwelt.platform.local.distribution.KeycloakDistribution;
import de.lopezitwelt.platform.local.process.Launch;
import de.lopezitwelt.platform.local.process.ManagedProcess;
import de.lopezitwelt.platform.local.server.DirectoryTree;
import de.lopezitwelt.platform.local.server.FreePorts;
import de.lopezitwelt.platform.local.server.Readiness;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A real Keycloak with the realm of {@code keycloak-realm.json}, and a browser that signs in to it. */
record Keycloak(ManagedProcess process, int port) implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(5);
    private static final Pattern FORM = Pattern.compile("action=\"([^\"]+)\"");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    static Keycloak start(Path directory) throws IOException, InterruptedException {
        DirectoryTree.delete(directory);
        Files.createDirectories(directory);
        Path home = KeycloakDistribution.fetch(DownloadCache.ofUser(), System.out::println)
                .unpackInto(directory.toAbsolutePath().normalize());
        Files.createDirectories(home.resolve("data/import"));
        try (InputStream realm = Keycloak.class.getResourceAsStream("/keycloak-realm.json")) {
            Files.copy(Objects.requireNonNull(realm), home.resolve("data/import/lopez-realm.json"));
        }
        int port = FreePorts.next();
        List<String> command = List.of(
                "/bin/sh",
                home.resolve("bin/kc.sh").toString(),
                "start-dev",
                "--import-realm",
                "--http-host=127.0.0.1",
                "--http-port=" + port,
                "--cache=local");
        Map<String, String> environment =
                Map.of("JAVA_HOME", System.getProperty("java.home"), "JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx512m");
        Path log = directory.resolve("keycloak.log");
        ManagedProcess process = ManagedProcess.start(
                new Launch("keycloak", command, environment, home, log, directory.resolve("keycloak.pid")));
        var keycloak = new Keycloak(process, port);
        Runtime.getRuntime().addShutdownHook(new Thread(keycloak::close));
        Readiness.await(process, log, START, keycloak::ready);
        return keycloak;
    }

    String issuer() {
        return "http://localhost:" + port + "/realms/lopez";
    }

    private boolean ready() {
        try {
            return get(URI.create(issuer() + "/.well-known/openid-configuration"))
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Fills in the sign-in form and gives the address one is sent back to. */
    URI signIn(String authorizationUrl, String user) throws IOException, InterruptedException {
        HttpResponse<String> page = get(URI.create(authorizationUrl));
        Matcher form = FORM.matcher(page.body());
        if (page.statusCode() != 200 || !form.find()) {
            throw new IOException("Keycloak shows no sign-in form: " + page.statusCode() + " " + page.body());
        }
        String cookies = page.headers().allValues("Set-Cookie").stream()
                .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
                .collect(Collectors.joining("; "));
        String fields = "username=" + user + "&password="
                + URLEncoder.encode(user + "'s password", StandardCharsets.UTF_8) + "&credentialId=";
        var request = HttpRequest.newBuilder(URI.create(form.group(1).replace("&amp;", "&")))
                .header("Cookie", cookies)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(fields))
                .build();
        HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
        return URI.create(answer.headers()
                .firstValue("Location")
                .orElseThrow(() ->
                        new IOException("Keycloak does not send back: " + answer.statusCode() + " " + answer.body())));
    }

    private static HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    @Override
    public void close() {
        process.stop(Duration.ofSeconds(20));
    }
}
