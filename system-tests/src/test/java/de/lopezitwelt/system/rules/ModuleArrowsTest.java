package de.lopezitwelt.system.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Arrows between modules point down only: services → kernel and agent-runtime → contracts → platform. */
class ModuleArrowsTest {
    private static final Path ROOT = Path.of(System.getProperty("lopez.root", ".."));

    /** What each module may depend on in its main code (compile and runtime scope); nothing else of ours. */
    private static final Map<String, Set<String>> ALLOWED = Map.ofEntries(
            Map.entry("platform/mysql", Set.of()),
            Map.entry("platform/json", Set.of()),
            Map.entry("platform/sse", Set.of()),
            Map.entry("platform/persistence", Set.of("lopez-platform-mysql")),
            Map.entry("platform/messaging", Set.of("lopez-platform-persistence")),
            Map.entry(
                    "platform/web",
                    Set.of("lopez-platform-json", "lopez-platform-messaging", "lopez-platform-persistence")),
            Map.entry("platform/local", Set.of("lopez-platform-mysql", "lopez-platform-sse")),
            Map.entry("platform/testing", Set.of("lopez-platform-local")),
            Map.entry("contracts", Set.of("lopez-platform-messaging")),
            Map.entry("kernel", Set.of("lopez-contracts", "lopez-platform-web")),
            Map.entry("agent-runtime", Set.of("lopez-contracts", "lopez-platform-json", "lopez-platform-sse")),
            Map.entry("auth-service", Set.of("lopez-contracts", "lopez-kernel", "lopez-platform-web")),
            Map.entry(
                    "agent-service",
                    Set.of("lopez-contracts", "lopez-kernel", "lopez-platform-web", "lopez-agent-runtime")),
            Map.entry(
                    "chat-service",
                    Set.of("lopez-contracts", "lopez-kernel", "lopez-platform-web", "lopez-agent-runtime")),
            Map.entry("org-billing-service", Set.of("lopez-contracts", "lopez-kernel", "lopez-platform-web")),
            Map.entry("analytics-service", Set.of("lopez-contracts", "lopez-platform-web")),
            Map.entry("system-tests", Set.of()),
            Map.entry("benchmarks", Set.of("lopez-platform-local")));

    @TestFactory
    Stream<DynamicTest> dependsOnlyOnWhatLiesBelow() {
        return ALLOWED.entrySet().stream()
                .map(module -> DynamicTest.dynamicTest(
                        module.getKey(),
                        () -> assertThat(ownDependencies(module.getKey())).isSubsetOf(module.getValue())));
    }

    @Test
    void everyModuleOfTheReactorHasItsArrows() throws Exception {
        assertThat(texts(ROOT.resolve("pom.xml"), "module")).containsExactlyInAnyOrderElementsOf(ALLOWED.keySet());
    }

    @Test
    void noSourceFileIsLongerThanFiveHundredLines() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            assertThat(files.filter(file -> file.toString().endsWith(".java"))
                            .filter(file -> !file.toString().contains("/target/"))
                            .filter(ModuleArrowsTest::isTooLong))
                    .isEmpty();
        }
    }

    private static boolean isTooLong(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count() > 500;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Set<String> ownDependencies(String module) throws Exception {
        var document = parse(ROOT.resolve(module).resolve("pom.xml"));
        var dependencies = document.getElementsByTagName("dependency");
        return Stream.iterate(0, i -> i < dependencies.getLength(), i -> i + 1)
                .map(i -> (Element) dependencies.item(i))
                .filter(dependency -> text(dependency, "groupId").equals("de.lopezitwelt"))
                .filter(dependency -> !text(dependency, "scope").equals("test"))
                .map(dependency -> text(dependency, "artifactId"))
                .collect(Collectors.toSet());
    }

    private static List<String> texts(Path file, String tag) throws Exception {
        var nodes = parse(file).getElementsByTagName(tag);
        return Stream.iterate(0, i -> i < nodes.getLength(), i -> i + 1)
                .map(nodes::item)
                .map(Node::getTextContent)
                .toList();
    }

    private static String text(Element parent, String tag) {
        var nodes = parent.getElementsByTagName(tag);
        return nodes.getLength() == 0 ? "" : nodes.item(0).getTextContent().strip();
    }

    private static org.w3c.dom.Document parse(Path file) throws Exception {
        return DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(file.toFile());
    }
}
