package de.lopezitwelt.platform.messaging.kafka;

import de.lopezitwelt.platform.local.distribution.DownloadCache;
import de.lopezitwelt.platform.local.distribution.KafkaDistribution;
import de.lopezitwelt.platform.local.process.ManagedProcess;
import de.lopezitwelt.platform.local.server.EmbeddedKafka;
import de.lopezitwelt.platform.local.server.FreePorts;
import de.lopezitwelt.platform.local.server.ServerCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * A broker as a careful operator runs it: clients with a password or with a certificate, over TLS alone, and each with the rights
 * that somebody has given it. The test administers it through a listener of its own.
 */
final class SecuredKafka implements AutoCloseable {
    private static final int ITERATIONS = 4096;

    private final ManagedProcess process;
    private final Admin admin;
    private final int passwords;
    private final int certificates;
    private final ServerCertificate certificate;

    private SecuredKafka(
            ManagedProcess process, Admin admin, int passwords, int certificates, ServerCertificate certificate) {
        this.process = process;
        this.admin = admin;
        this.passwords = passwords;
        this.certificates = certificates;
        this.certificate = certificate;
    }

    /** @param client the certificate that one client is known by, as {@code CN=localhost} */
    static SecuredKafka start(Path home, ServerCertificate client) throws IOException, InterruptedException {
        ServerCertificate own = ServerCertificate.in(Files.createDirectories(home.resolve("own")));
        own.make();
        Path identity = home.resolve("identity.pem");
        Files.writeString(identity, Files.readString(own.key()) + Files.readString(own.certificate()));
        int inside = FreePorts.next();
        int controller = FreePorts.next();
        int passwords = FreePorts.next();
        int certificates = FreePorts.next();
        String listeners = "PLAINTEXT://localhost:%d,PASSWORDS://localhost:%d,CERTIFICATES://localhost:%d"
                .formatted(inside, passwords, certificates);
        var broker = new EmbeddedKafka(
                KafkaDistribution.fetch(DownloadCache.ofUser(), System.err::println),
                home.resolve("server"),
                home.resolve("log"),
                home.resolve("pid"),
                inside,
                controller,
                Map.ofEntries(
                        Map.entry("listeners", listeners + ",CONTROLLER://localhost:" + controller),
                        Map.entry("advertised.listeners", listeners),
                        Map.entry(
                                "listener.security.protocol.map",
                                "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,PASSWORDS:SASL_SSL,CERTIFICATES:SSL"),
                        Map.entry("inter.broker.listener.name", "PLAINTEXT"),
                        Map.entry("sasl.enabled.mechanisms", "SCRAM-SHA-512"),
                        Map.entry(
                                "listener.name.passwords.scram-sha-512.sasl.jaas.config",
                                "org.apache.kafka.common.security.scram.ScramLoginModule required;"),
                        Map.entry("ssl.keystore.type", "PEM"),
                        Map.entry("ssl.keystore.location", identity.toString()),
                        Map.entry("ssl.truststore.type", "PEM"),
                        Map.entry(
                                "ssl.truststore.location", client.certificate().toString()),
                        Map.entry("listener.name.certificates.ssl.client.auth", "required"),
                        Map.entry("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer"),
                        Map.entry("super.users", "User:ANONYMOUS")));
        ManagedProcess process = broker.start();
        Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrap()));
        return new SecuredKafka(process, admin, passwords, certificates, own);
    }

    /** Where clients sign in with a password. */
    String passwords() {
        return "localhost:" + passwords;
    }

    /** Where clients show a certificate. */
    String certificates() {
        return "localhost:" + certificates;
    }

    /** What vouches for the broker. */
    Path authority() {
        return certificate.certificate();
    }

    Admin admin() {
        return admin;
    }

    void user(String name, String password) throws Exception {
        admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                        name, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS), password)))
                .all()
                .get();
    }

    void topic(String name) throws Exception {
        admin.createTopics(List.of(new NewTopic(name, 4, (short) 1))).all().get();
    }

    /** On everything whose name begins so. */
    void allow(String principal, ResourceType type, String prefix, AclOperation... operations) throws Exception {
        List<AclBinding> bindings = new ArrayList<>();
        for (AclOperation operation : operations) {
            bindings.add(new AclBinding(
                    new ResourcePattern(type, prefix, PatternType.PREFIXED),
                    new AccessControlEntry("User:" + principal, "*", operation, AclPermissionType.ALLOW)));
        }
        admin.createAcls(bindings).all().get();
    }

    @Override
    public void close() {
        admin.close();
        process.stop(EmbeddedKafka.GRACE);
    }
}
