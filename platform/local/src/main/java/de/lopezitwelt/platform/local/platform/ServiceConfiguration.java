package de.lopezitwelt.platform.local.platform;

import de.lopezitwelt.platform.local.account.MySqlServer;
import de.lopezitwelt.platform.local.secret.PrivateFiles;
import de.lopezitwelt.platform.local.secret.RandomSecrets;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/** What a service must be told on this machine: in a file, because every user of the machine can read command lines. */
record ServiceConfiguration(
        PlatformSettings settings, PlatformSecrets secrets, MySqlServer mysql, String kafkaBootstrap) {

    Map<String, String> of(PlatformService service) {
        var values = new LinkedHashMap<String, String>();
        values.put("quarkus.http.host", "127.0.0.1");
        values.put("quarkus.http.port", Integer.toString(settings.ports().of(service)));
        values.put("quarkus.management.host", "127.0.0.1");
        values.put("quarkus.management.port", Integer.toString(settings.ports().managementOf(service)));
        values.put("%prod.quarkus.log.console.json.enabled", "false");
        // Quarkus 3.30.6 always waits this out: Jackson's shutdown listener never reports that it is done.
        values.put("quarkus.shutdown.timeout", "1s");
        // ./lopez down is an impatient operator.
        values.put("lopez.shutdown.patience", "5s");
        // It is also the environment of this program and of its caller.
        values.put("lopez.settings.shared-environment", "true");
        values.putAll(mysql.configuration());
        if (settings.servers().mysql() == null) {
            // The embedded server listens on the loopback interface alone.
            values.put("lopez.mysql.plain-text-accepted", "true");
        }
        values.putAll(secrets.accounts(service).configuration());
        values.put("lopez.kafka.bootstrap", kafkaBootstrap);
        for (PlatformService other : PlatformService.values()) {
            values.put("lopez.services." + other.key(), url(other));
        }
        values.put("lopez.service.secret", secrets.clientSecret(service));
        if (service == PlatformService.AUTH) {
            addAuth(values);
        }
        if (service == PlatformService.CHAT) {
            values.put("lopez.chat.tools.keyset-file", secrets.chatKeyset().toString());
        }
        values.putAll(settings.configuration().getOrDefault(service, Map.of()));
        return values;
    }

    /** Writes the file a service is pointed to. */
    Path write(PlatformService service, Map<String, String> changes, String instance) throws IOException {
        var properties = new Properties();
        properties.putAll(of(service));
        properties.putAll(changes);
        var text = new StringWriter();
        properties.store(text, "Written at every start.");
        return PrivateFiles.write(settings.state().secrets().resolve(instance + ".properties"), text.toString());
    }

    private String url(PlatformService service) {
        return "http://localhost:" + settings.ports().of(service);
    }

    private void addAuth(Map<String, String> values) {
        values.put("lopez.auth.signing-keys-file", secrets.signingKeys().toString());
        values.put("lopez.auth.keyset-file", secrets.keyset().toString());
        values.put("lopez.auth.peppers", "p1:" + secrets.pepper());
        values.put("lopez.auth.refresh-key", secrets.refreshKey());
        // A trial continues although no mail is read.
        values.put("lopez.auth.verification.unverified-may-not", "");
        values.put("lopez.auth.mail.mailbox", settings.state().mail().toString());
        for (PlatformService client : PlatformService.values()) {
            values.put(
                    "lopez.auth.service-clients." + client.serviceName() + ".secret-sha256",
                    RandomSecrets.sha256(secrets.clientSecret(client)));
        }
        values.put("lopez.auth.service-clients.operator.secret-sha256", RandomSecrets.sha256(secrets.operatorSecret()));
    }
}
