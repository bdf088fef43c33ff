package de.lopezitwelt.platform.local.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import de.lopezitwelt.platform.local.account.AccountRole;
import de.lopezitwelt.platform.local.account.SchemaAccounts;
import de.lopezitwelt.platform.local.platform.PlatformService;
import de.lopezitwelt.platform.local.secret.PrivateFiles;
import de.lopezitwelt.platform.local.secret.RandomSecrets;
import de.lopezitwelt.platform.local.secret.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Every secret that the manifests name, in the form of Kubernetes. Known secrets never change: a new pepper, for instance, would
 * make all passwords useless.
 */
public final class DeploymentSecrets {
    /** Who may do what {@code ./lopez events} and the like do. */
    private static final String OPERATOR = "operator";

    private final RandomSecrets random;
    private final Map<String, Map<String, String>> secrets = new LinkedHashMap<>();

    public DeploymentSecrets(RandomSecrets random) {
        this.random = random;
    }

    /**
     * Takes over the secrets of an earlier run.
     *
     * @throws IOException when the text holds anything but secrets in plain form
     */
    public DeploymentSecrets knowing(String yaml) throws IOException {
        for (ObjectNode object : Manifests.parse(yaml).objects()) {
            if (!object.path("kind").asText().equals("Secret") || object.has("data")) {
                throw new IOException(Manifests.name(object) + " is not as ./lopez deploy secrets has written it");
            }
            Map<String, String> values = of(object.path("metadata").path("name").asText());
            for (Map.Entry<String, JsonNode> entry : object.path("stringData").properties()) {
                if (entry.getValue().asText().isBlank()) {
                    throw new IOException(Manifests.name(object) + " is empty in " + entry.getKey());
                }
                values.put(entry.getKey(), entry.getValue().asText());
            }
        }
        return this;
    }

    /** All secrets, for {@code kubectl create}, which never replaces existing ones. */
    public String render(String namespace) throws IOException {
        complete();
        return yaml(namespace);
    }

    /** Writes files, with a folder for each secret. Existing files stay and count as known. */
    public void write(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            try (Stream<Path> files = Files.walk(directory, 2)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    of(directory.relativize(file).getName(0).toString())
                            .put(
                                    file.getFileName().toString(),
                                    Files.readString(file).strip());
                }
            }
        }
        complete();
        PrivateFiles.directory(directory);
        for (Map.Entry<String, Map<String, String>> secret : secrets.entrySet()) {
            Path folder = PrivateFiles.directory(directory.resolve(secret.getKey()));
            for (Map.Entry<String, String> value : secret.getValue().entrySet()) {
                Path file = folder.resolve(value.getKey());
                if (!Files.exists(file)) {
                    PrivateFiles.write(file, value.getValue());
                }
            }
        }
    }

    private void complete() {
        for (PlatformService service : PlatformService.values()) {
            for (AccountRole role : AccountRole.values()) {
                String secret = role == AccountRole.MIGRATOR ? service.key() + "-migrator" : service.key();
                value(secret, role.wireName() + "-password", random::password);
            }
            value(service.key(), "service-secret", random::password);
            value(service.key() + "-kafka", "password", random::password);
        }
        String operator = value(OPERATOR, "operator-secret", random::password);
        String auth = PlatformService.AUTH.key();
        value(auth, "peppers", () -> "p1:" + random.key());
        value(auth, "refresh-key", random::key);
        value(auth, "signing-keys.json", () -> SigningKey.generate("cluster-1").toPrivateKeySet());
        value(auth, "keyset.json", random::keyset);
        value(PlatformService.CHAT.key(), "keyset.json", random::keyset);
        for (PlatformService service : PlatformService.values()) {
            of(auth).put(
                            service.serviceName() + ".sha256",
                            RandomSecrets.sha256(of(service.key()).getOrDefault("service-secret", "")));
        }
        of(auth).put(OPERATOR + ".sha256", RandomSecrets.sha256(operator));
    }

    /** Accounts of a schema with the passwords that a cluster has mounted below the directory, a folder for each secret. */
    public static SchemaAccounts accounts(Path directory, PlatformService service) throws IOException {
        var passwords = new EnumMap<AccountRole, String>(AccountRole.class);
        for (AccountRole role : AccountRole.values()) {
            String secret = role == AccountRole.MIGRATOR ? service.key() + "-migrator" : service.key();
            Path file = directory.resolve(secret).resolve(role.wireName() + "-password");
            String password = Files.isReadable(file) ? Files.readString(file).strip() : "";
            if (password.isEmpty()) {
                throw new IOException("no password in " + file);
            }
            passwords.put(role, password);
        }
        return new SchemaAccounts(service.schema(), service.schema(), passwords);
    }

    private Map<String, String> of(String secret) {
        return secrets.computeIfAbsent(secret, fresh -> new LinkedHashMap<>());
    }

    private String value(String secret, String key, Supplier<String> fresh) {
        return of(secret).computeIfAbsent(key, missing -> fresh.get());
    }

    private String yaml(String namespace) throws IOException {
        YAMLMapper mapper = YAMLMapper.builder()
                .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                .build();
        var text = new StringBuilder();
        for (Map.Entry<String, Map<String, String>> secret : secrets.entrySet()) {
            ObjectNode object =
                    mapper.createObjectNode().put("apiVersion", "v1").put("kind", "Secret");
            object.putObject("metadata").put("name", secret.getKey()).put("namespace", namespace);
            ObjectNode values = object.put("type", "Opaque").putObject("stringData");
            secret.getValue().forEach(values::put);
            text.append(mapper.writeValueAsString(object));
        }
        return text.toString();
    }
}
