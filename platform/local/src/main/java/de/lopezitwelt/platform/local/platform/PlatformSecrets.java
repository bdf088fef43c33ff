package de.lopezitwelt.platform.local.platform;

import de.lopezitwelt.platform.local.account.AccountRole;
import de.lopezitwelt.platform.local.account.SchemaAccounts;
import de.lopezitwelt.platform.local.secret.PrivateFiles;
import de.lopezitwelt.platform.local.secret.RandomSecrets;
import de.lopezitwelt.platform.local.secret.SigningKey;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.List;
import java.util.Properties;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A platform's secrets: made on the first start, kept in files of their owner alone, never changed afterwards. */
final class PlatformSecrets {
    private static final String OPERATOR = "client.operator";
    private static final String BACKUP = "mysql.backup";

    private final Path directory;
    private final Properties values;

    private PlatformSecrets(Path directory, Properties values) {
        this.directory = directory;
        this.values = values;
    }

    /** Reads them, and makes those that do not exist yet. */
    static PlatformSecrets in(Path directory) throws IOException {
        PrivateFiles.directory(directory);
        var random = new RandomSecrets(new SecureRandom());
        Path file = directory.resolve("platform.properties");
        var values = new Properties();
        if (Files.exists(file)) {
            try (Reader in = Files.newBufferedReader(file)) {
                values.load(in);
            }
        }
        int known = values.size();
        names().forEach(name -> values.computeIfAbsent(name, missing -> random.password()));
        values.computeIfAbsent("auth.pepper", missing -> random.key());
        values.computeIfAbsent("auth.refresh-key", missing -> random.key());
        if (values.size() > known) {
            var text = new StringWriter();
            values.store(text, "Secrets of this platform. Without the pepper no password can be verified.");
            PrivateFiles.write(file, text.toString());
        }
        create(
                directory.resolve("signing-keys.json"),
                () -> SigningKey.generate("local-1").toPrivateKeySet());
        create(directory.resolve("keyset.json"), random::keyset);
        create(directory.resolve("chat-keyset.json"), random::keyset);
        return new PlatformSecrets(directory, values);
    }

    String mysqlRootPassword() {
        return values.getProperty("mysql.root");
    }

    String backupPassword() {
        return values.getProperty(BACKUP);
    }

    /** The password of the demonstration user that {@code up} registers. */
    String demoPassword() {
        return values.getProperty("demo.password");
    }

    SchemaAccounts accounts(PlatformService service) {
        var passwords = new EnumMap<AccountRole, String>(AccountRole.class);
        for (AccountRole role : AccountRole.values()) {
            passwords.put(role, values.getProperty(account(service, role)));
        }
        return new SchemaAccounts(service.schema(), service.schema(), passwords);
    }

    String clientSecret(PlatformService service) {
        return values.getProperty(client(service));
    }

    String operatorSecret() {
        return values.getProperty(OPERATOR);
    }

    String pepper() {
        return values.getProperty("auth.pepper");
    }

    String refreshKey() {
        return values.getProperty("auth.refresh-key");
    }

    Path signingKeys() {
        return directory.resolve("signing-keys.json");
    }

    Path keyset() {
        return directory.resolve("keyset.json");
    }

    Path chatKeyset() {
        return directory.resolve("chat-keyset.json");
    }

    private static Stream<String> names() {
        Stream<String> single = Stream.of("mysql.root", BACKUP, "demo.password", OPERATOR);
        Stream<String> perService = Stream.of(PlatformService.values())
                .flatMap(service -> Stream.concat(
                        Stream.of(client(service)),
                        List.of(AccountRole.values()).stream().map(role -> account(service, role))));
        return Stream.concat(single, perService);
    }

    private static String account(PlatformService service, AccountRole role) {
        return "mysql." + service.schema() + "." + role.wireName();
    }

    private static String client(PlatformService service) {
        return "client." + service.serviceName();
    }

    private static void create(Path file, Supplier<String> content) throws IOException {
        if (!Files.exists(file)) {
            PrivateFiles.write(file, content.get());
        }
    }
}
