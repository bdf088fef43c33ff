package de.lopezitwelt.platform.local.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.platform.local.distribution.DownloadCache;
import de.lopezitwelt.platform.local.secret.RandomSecrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The manifests say what is true, and each rule finds the copy that breaks it. */
class ManifestsIT {
    private static final Pattern MAPPING =
            Pattern.compile("@ConfigMapping\\(prefix = \"([^\"]+)\"\\)[^{]*interface \\w+ \\{(.*)", Pattern.DOTALL);
    private static final Pattern METHOD = Pattern.compile("(?m)^    (\\S.*) (\\w+)\\(\\);$");
    private static final Pattern PROPERTY = Pattern.compile("\"((?:lopez|quarkus)\\.[a-z0-9.-]+)\"");
    private static final Pattern EXPRESSION =
            Pattern.compile("\\$\\{(lopez\\.[a-z0-9.-]+)|^([a-z][a-z0-9.-]+)=", Pattern.MULTILINE);
    private static final Pattern EDGE = Pattern.compile("(?m)^\\| `([a-z-]+)` \\| ((?:`[a-z-]+` ?)+) \\|");

    @Test
    void trialIsWithoutObjection() throws Exception {
        assertThat(DeployCheck.objections(Overlay.TRIAL.manifests()))
                .containsExactly("LOPEZ_IDENTITY_ISSUER still names example.com");
    }

    @Test
    void productionLacksOnlyWhatItsOperatorKnows() throws Exception {
        assertThat(DeployCheck.objections(Overlay.PRODUCTION.manifests()))
                .hasSize(10)
                .allMatch(objection ->
                        objection.contains("example.com") || objection.contains("holds no certificate in ca.crt"));
    }

    @ParameterizedTest
    @EnumSource
    void renderingTwiceGivesTheSameBytes(Overlay overlay) throws Exception {
        assertThat(Kustomize.found(DownloadCache.ofUser(), System.err::println).render(overlay.path()))
                .isEqualTo(overlay.yaml());
    }

    /** A variable that no code reads is a promise that nobody keeps; at its start a service would refuse it. */
    @ParameterizedTest
    @EnumSource
    void everySettingIsAKeyThatTheCodeReads(Overlay overlay) throws Exception {
        Set<String> known = variables();

        assertThat(Settings.of(overlay.manifests()).keySet())
                .filteredOn(name -> name.startsWith("LOPEZ_") || name.startsWith("QUARKUS_"))
                .isNotEmpty()
                .allSatisfy(name ->
                        assertThat(known).contains(name.replaceAll("_FILE$", known.contains(name) ? "_FILE" : "")));
    }

    @ParameterizedTest
    @EnumSource
    void policiesPermitExactlyTheCallsOfTheArchitecture(Overlay overlay) throws Exception {
        Set<String> documented = new TreeSet<>();
        Matcher edges = EDGE.matcher(
                Files.readString(Overlay.ROOT.resolve("docs/architecture.md")).replaceAll("(?s).*<!-- calls -->", ""));
        while (edges.find()) {
            for (String callee : edges.group(2).replace("`", "").strip().split(" ")) {
                documented.add(edges.group(1) + " -> " + callee);
            }
        }

        assertThat(CallEdges.permitted(overlay.manifests()).stream().map(edge -> edge.replaceAll(":\\d+", "")))
                .hasSizeGreaterThan(10)
                .containsExactlyInAnyOrderElementsOf(documented);
    }

    @Test
    void topicsAreThoseOfTheContracts() throws Exception {
        String names = Files.readString(
                Overlay.ROOT.resolve("contracts/src/main/java/de/lopezitwelt/contracts/topic/TopicNames.java"));
        Set<String> expected = new TreeSet<>();
        Matcher name = Pattern.compile("= \"(lopez[^\"]+)\"").matcher(names);
        while (name.find()) {
            expected.add(name.group(1));
            expected.add(name.group(1) + ".dlq");
        }

        assertThat(Overlay.TRIAL
                        .manifests()
                        .kind("KafkaTopic")
                        .map(topic -> topic.path("metadata").path("name").asText()))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void secretsAreExactlyThoseThatPodsMount() throws Exception {
        Manifests secrets =
                Manifests.parse(new DeploymentSecrets(new RandomSecrets(new SecureRandom())).render("lopez"));
        Set<String> mounted = new HashSet<>();
        Overlay.PRODUCTION
                .manifests()
                .pods()
                .forEach(pod -> pod.spec()
                        .path("volumes")
                        .forEach(volume -> mounted.add(
                                volume.path("secret").path("secretName").asText())));
        mounted.remove("");

        assertThat(secrets.kind("Secret")
                        .map(secret -> secret.path("metadata").path("name").asText()))
                .containsAll(mounted);
        for (Manifests.Pod pod : Overlay.PRODUCTION.manifests().pods()) {
            for (JsonNode container : pod.containers()) {
                for (JsonNode variable : container.path("env")) {
                    String file = variable.path("value").asText();
                    if (file.startsWith("/run/lopez/") && !file.contains("-ca/")) {
                        assertThat(secrets.objects())
                                .as(pod.owner() + " reads " + file)
                                .anyMatch(secret ->
                                        secret.path("stringData").has(file.substring(file.lastIndexOf('/') + 1)));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("brokenCopies")
    void brokenCopyIsFound(Broken broken) throws Exception {
        assertThat(objectionsTo(copy -> {})).noneMatch(objection -> objection.contains(broken.said()));

        assertThat(objectionsTo(broken.change())).anyMatch(objection -> objection.contains(broken.said()));
    }

    static Stream<Broken> brokenCopies() {
        return Stream.of(
                pod("is privileged", pod -> container(pod, "securityContext").put("privileged", true)),
                pod(
                        "may gain privileges",
                        pod -> container(pod, "securityContext").remove("allowPrivilegeEscalation")),
                pod(
                        "may write to its image",
                        pod -> container(pod, "securityContext").put("readOnlyRootFilesystem", false)),
                pod(
                        "keeps capabilities",
                        pod -> container(pod, "securityContext").remove("capabilities")),
                pod(
                        "adds capabilities",
                        pod -> ((ObjectNode) container(pod, "securityContext").path("capabilities"))
                                .putArray("add")
                                .add("NET_ADMIN")),
                pod("may run as root", pod -> ((ObjectNode) pod.path("securityContext")).put("runAsNonRoot", false)),
                pod("does not run as user", pod -> ((ObjectNode) pod.path("securityContext")).put("runAsUser", 1000)),
                pod(
                        "has no seccomp profile",
                        pod -> ((ObjectNode) pod.path("securityContext")).remove("seccompProfile")),
                pod("hostNetwork opens the node", pod -> pod.put("hostNetwork", true)),
                pod(
                        "is of a forbidden kind, hostPath",
                        pod -> ((ArrayNode) pod.path("volumes"))
                                .addObject()
                                .put("name", "node")
                                .putObject("hostPath")
                                .put("path", "/")),
                pod("has a token of the cluster", pod -> pod.remove("automountServiceAccountToken")),
                pod("is told of services by variables", pod -> pod.remove("enableServiceLinks")),
                pod(
                        "has no memory limit",
                        pod -> ((ObjectNode) container(pod, "resources").path("limits")).remove("memory")),
                pod("an image without a version", pod -> container(pod).put("image", "lopez/chat-service:latest")),
                pod(
                        "takes a port of the node",
                        pod -> ((ObjectNode) container(pod).path("ports").path(0)).put("hostPort", 80)),
                pod(
                        "which is no volume of it",
                        pod -> ((ObjectNode) container(pod).path("volumeMounts").path(0)).put("name", "nothing")),
                pod(
                        "where nothing is mounted",
                        pod -> variable(pod, "LOPEZ_SERVICE_SECRET_FILE", "/run/elsewhere/secret")),
                pod("has a secret in its environment", pod -> variable(pod, "LOPEZ_SERVICE_SECRET", "given-away")),
                pod(
                        "which the container has not",
                        pod -> ((ObjectNode)
                                        container(pod).path("livenessProbe").path("httpGet"))
                                .put("port", "none")),
                pod("is killed before its patience", pod -> pod.put("terminationGracePeriodSeconds", 30)),
                job(
                        "may write to its image",
                        spec -> container(spec, "securityContext").remove("readOnlyRootFilesystem")),
                broken(
                        "does not carry the version",
                        copy -> metadata(copy, "Job").put("name", "chat-migrate-0-9-0")),
                broken(
                        "a Job cannot be changed",
                        copy -> ((ObjectNode) first(copy, "Job")
                                        .path("spec")
                                        .path("template")
                                        .path("spec")
                                        .path("containers")
                                        .path(0)
                                        .path("envFrom")
                                        .path(0)
                                        .path("configMapRef"))
                                .put("name", "settings-cthf4f5fg9")),
                broken(
                        "images are of different versions",
                        copy -> container((ObjectNode) first(copy, "Job")
                                        .path("spec")
                                        .path("template")
                                        .path("spec"))
                                .put("image", "lopez/chat-service:1.0.1")),
                broken(
                        "takes pods away",
                        copy -> ((ObjectNode)
                                        chat(copy).path("spec").path("strategy").path("rollingUpdate"))
                                .put("maxUnavailable", 1)),
                broken(
                        "connections to MySQL, which takes 1000",
                        copy -> ((ObjectNode)
                                        first(copy, "HorizontalPodAutoscaler").path("spec"))
                                .put("maxReplicas", 10)),
                broken(
                        "has no disruption budget",
                        copy -> copy.removeIf(object -> kind(object).equals("PodDisruptionBudget"))),
                broken(
                        "more pods than its topics have partitions",
                        copy -> copy.stream()
                                .filter(object -> Manifests.name(object).equals("HorizontalPodAutoscaler/analytics"))
                                .forEach(object -> ((ObjectNode) object.path("spec")).put("maxReplicas", 5))),
                broken(
                        "does not come in",
                        copy -> copy.removeIf(object -> Manifests.name(object).equals("NetworkPolicy/agent"))),
                broken(
                        "no NetworkPolicy denies",
                        copy -> copy.removeIf(object -> Manifests.name(object).equals("NetworkPolicy/deny-all"))),
                broken(
                        "leads outsiders to /internal",
                        copy -> ((ObjectNode) first(copy, "Ingress")
                                        .path("spec")
                                        .path("rules")
                                        .path(0)
                                        .path("http")
                                        .path("paths")
                                        .path(0))
                                .put("path", "/internal")),
                broken(
                        "does not enforce the restricted",
                        copy -> ((ObjectNode) first(copy, "Namespace")
                                        .path("metadata")
                                        .path("labels"))
                                .put("pod-security.kubernetes.io/enforce", "baseline")),
                broken(
                        "no Namespace is made",
                        copy -> copy.removeIf(object -> kind(object).equals("Namespace"))),
                broken(
                        "selects 0 deployments",
                        copy -> ((ObjectNode)
                                        first(copy, "Service").path("spec").path("selector"))
                                .put("app.kubernetes.io/name", "none")),
                broken(
                        "which nothing makes",
                        copy -> copy.removeIf(object -> kind(object).equals("ServiceAccount"))),
                broken(
                        "is rendered: secrets come",
                        copy -> copy.add(((ObjectNode) first(copy, "Service").deepCopy()).put("kind", "Secret"))),
                broken("is there twice", copy -> copy.add(first(copy, "Service").deepCopy())),
                setting("holds a secret: LOPEZ_SERVICE_SECRET", "LOPEZ_SERVICE_SECRET", "given-away"),
                setting("LOPEZ_MYSQL_TLS is required", "LOPEZ_MYSQL_TLS", "required"),
                setting("LOPEZ_MYSQL_ADDRESS must be host:port", "LOPEZ_MYSQL_ADDRESS", "mysql://db"),
                setting("LOPEZ_KAFKA_BOOTSTRAP must be host:port", "LOPEZ_KAFKA_BOOTSTRAP", "broker"),
                setting("LOPEZ_KAFKA_SECURITY is plaintext", "LOPEZ_KAFKA_SECURITY", "plaintext"),
                setting("LOPEZ_SERVICES_CHAT must be a URL", "LOPEZ_SERVICES_CHAT", "chat:8083"),
                setting("must be a time with a unit", "LOPEZ_MYSQL_MIGRATION_PATIENCE", "600"));
    }

    /** A rule that a copy must fail, by what is said then. */
    record Broken(String said, Consumer<List<ObjectNode>> change) {
        @Override
        public String toString() {
            return said;
        }
    }

    private static List<String> objectionsTo(Consumer<List<ObjectNode>> change) throws Exception {
        var copy = new ArrayList<ObjectNode>();
        Overlay.PRODUCTION.manifests().objects().forEach(object -> copy.add(object.deepCopy()));
        change.accept(copy);
        return DeployCheck.objections(new Manifests(copy));
    }

    private static Broken broken(String said, Consumer<List<ObjectNode>> change) {
        return new Broken(said, change);
    }

    private static Broken pod(String said, Consumer<ObjectNode> change) {
        return broken(
                said,
                copy -> change.accept(
                        (ObjectNode) chat(copy).path("spec").path("template").path("spec")));
    }

    private static Broken job(String said, Consumer<ObjectNode> change) {
        return broken(
                said,
                copy -> change.accept((ObjectNode) first(copy, "CronJob")
                        .path("spec")
                        .path("jobTemplate")
                        .path("spec")
                        .path("template")
                        .path("spec")));
    }

    private static Broken setting(String said, String name, String value) {
        return broken(
                said,
                copy -> copy.stream()
                        .filter(object -> Manifests.name(object).startsWith("ConfigMap/settings"))
                        .forEach(object -> ((ObjectNode) object.path("data")).put(name, value)));
    }

    private static ObjectNode chat(List<ObjectNode> copy) {
        return copy.stream()
                .filter(object -> Manifests.name(object).equals("Deployment/chat"))
                .findFirst()
                .orElseThrow();
    }

    private static ObjectNode first(List<ObjectNode> copy, String kind) {
        return copy.stream()
                .filter(object -> kind(object).equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private static ObjectNode metadata(List<ObjectNode> copy, String kind) {
        return (ObjectNode) first(copy, kind).path("metadata");
    }

    private static String kind(JsonNode object) {
        return object.path("kind").asText();
    }

    private static ObjectNode container(JsonNode podSpec) {
        return (ObjectNode) podSpec.path("containers").path(0);
    }

    private static ObjectNode container(JsonNode podSpec, String part) {
        return (ObjectNode) container(podSpec).path(part);
    }

    private static void variable(JsonNode podSpec, String name, String value) {
        ((ArrayNode) container(podSpec).path("env"))
                .addObject()
                .put("name", name)
                .put("value", value);
    }

    /** Names of variables of every key in the sources. */
    private static Set<String> variables() throws IOException {
        Set<String> keys = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Overlay.ROOT)) {
            for (Path file :
                    files.filter(file -> file.toString().contains("/src/main/")).toList()) {
                if (file.toString().endsWith(".java")) {
                    keysOf(Files.readString(file), keys);
                } else if (file.toString().endsWith(".properties")) {
                    Matcher expression = EXPRESSION.matcher(Files.readString(file));
                    while (expression.find()) {
                        keys.add(expression.group(1) == null ? expression.group(2) : expression.group(1));
                    }
                }
            }
        }
        // Maps by the name of a service.
        for (String service : List.of("auth", "agent", "chat", "org-billing", "analytics")) {
            keys.add("lopez.auth.service-clients." + service + "-service.secret-sha256");
        }
        keys.add("lopez.auth.service-clients.operator.secret-sha256");
        Set<String> variables = new TreeSet<>();
        keys.forEach(key -> variables.add(key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT)));
        return variables;
    }

    private static void keysOf(String source, Set<String> keys) {
        Matcher mapping = MAPPING.matcher(source);
        if (mapping.find()) {
            Matcher method = METHOD.matcher(mapping.group(2));
            while (method.find()) {
                keys.add(mapping.group(1) + "."
                        + method.group(2).replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT));
            }
        }
        Matcher property = PROPERTY.matcher(source);
        while (property.find()) {
            keys.add(property.group(1));
        }
    }
}
