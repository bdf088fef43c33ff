package de.lopezitwelt.platform.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./lopez} itself, in a small checkout with stand-ins for the JDK and Maven. */
class ScriptTest {
    private static final Path SCRIPT = Path.of("../../lopez");

    @TempDir
    Path directory;

    private Path checkout;
    private Path tools;
    private Path jdk;

    private record Outcome(int code, String out, String err) {}

    @BeforeEach
    void prepare() throws IOException, InterruptedException {
        checkout = Files.createDirectories(directory.resolve("checkout"));
        tools = Files.createDirectories(directory.resolve("tools"));
        jdk = Files.createDirectories(directory.resolve("jdk/bin"));
        executable(checkout.resolve("lopez"), Files.readString(SCRIPT));
        Path sources = Files.createDirectories(checkout.resolve("platform/local/src"));
        Files.writeString(checkout.resolve("pom.xml"), "<project/>");
        Files.writeString(sources.resolve("A.java"), "class A {}");
        Files.writeString(sources.resolve("B.java"), "class B {}");
        Files.writeString(checkout.resolve(".gitignore"), "target/\n.lopez/\n");
        executable(jdk.resolve("javac"), "#!/bin/sh\n");
        executable(jdk.resolve("java"), """
                #!/bin/sh
                [ "$1" = -version ] && { echo 'openjdk version "25.0.1"' >&2; exit 0; }
                for last; do :; done
                echo "program $last"
                exit "${PROGRAM_ENDS_WITH:-0}"
                """);
        executable(tools.resolve("mvn"), """
                #!/bin/sh
                [ "$1" = -v ] && { echo "Apache Maven ${MAVEN_VERSION:-3.9.9} (x)"; exit 0; }
                echo "[ERROR] it does not compile"
                [ -z "${BUILD_FAILS:-}" ] || exit 1
                mkdir -p platform/local/target/dependency
                touch platform/local/target/a.jar platform/local/target/dependency/b.jar
                echo built >>"$STATE/builds"
                """);
        run(Map.of(), "git", "init", "-q");
        run(Map.of(), "git", "add", ".");
    }

    @Test
    void theProgramIsBuiltOnceAndItsCodeArrives() throws Exception {
        assertThat(lopez(Map.of(), "status").out()).isEqualTo("program status\n");
        Outcome second = lopez(Map.of("PROGRAM_ENDS_WITH", "3"), "status");

        assertThat(second).isEqualTo(new Outcome(3, "program status\n", ""));
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void aTrackedFileThatIsMissingIsNamedAndTheBuildDecides() throws Exception {
        lopez(Map.of(), "status");
        Files.delete(checkout.resolve("platform/local/src/B.java"));

        Outcome outcome = lopez(Map.of(), "status");

        assertThat(outcome.out()).isEqualTo("program status\n");
        assertThat(outcome.err())
                .contains("are missing", "platform/local/src/B.java")
                .doesNotContain("A.java");
        assertThat(outcome.code()).isZero();
        assertThat(builds()).as("what is gone is a change").isEqualTo(2);
    }

    @Test
    void withoutGitTheSourcesAreFoundAllTheSame() throws Exception {
        run(Map.of(), "rm", "-rf", ".git");

        assertThat(lopez(Map.of(), "status").code()).isZero();
        lopez(Map.of(), "status");

        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void halfACheckoutIsToldSo() throws Exception {
        run(Map.of(), "rm", "-rf", ".git", "platform", "pom.xml");

        assertThat(lopez(Map.of(), "status"))
                .isEqualTo(new Outcome(
                        1, "", "lopez: no sources in " + checkout.toRealPath() + ": is it a whole checkout?\n"));
    }

    @Test
    void aFailedBuildShowsItsLogAndEndsWithOne() throws Exception {
        Outcome outcome = lopez(Map.of("BUILD_FAILS", "1"), "status");

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err()).contains("it does not compile", "lopez: the build failed");
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    void anOldMavenAndOneThatDoesNotRunAreNamed() throws Exception {
        assertThat(lopez(Map.of("MAVEN_VERSION", "3.6.3"), "status").err())
                .isEqualTo("lopez: Maven 3.8.7 or newer is needed, this is 3.6.3\n");
        executable(tools.resolve("mvn"), "#!/bin/sh\necho 'JAVA_HOME is not defined correctly' >&2\nexit 1\n");

        assertThat(lopez(Map.of(), "status"))
                .isEqualTo(new Outcome(1, "", "lopez: Maven does not run: mvn -v says why\n"));
    }

    @Test
    void whatNobodyThoughtOfIsNotSilentEither() throws Exception {
        executable(tools.resolve("sha256sum"), "#!/bin/sh\ncat >/dev/null\nexit 5\n");

        Outcome outcome = lopez(Map.of(), "status");

        assertThat(outcome.code()).isEqualTo(5);
        assertThat(outcome.err()).contains("failed with 5", "sha256sum");
    }

    private Outcome lopez(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(checkout.resolve("lopez").toString()));
        command.addAll(List.of(arguments));
        return run(environment, command.toArray(String[]::new));
    }

    private Outcome run(Map<String, String> environment, String... command) throws IOException, InterruptedException {
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        var builder = new ProcessBuilder(command)
                .directory(checkout.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        Map<String, String> all = builder.environment();
        all.keySet().removeIf(name -> name.startsWith("LOPEZ_") || name.startsWith("GIT_"));
        all.put("JAVA_HOME", directory.resolve("jdk").toString());
        all.put("PATH", tools + ":" + System.getenv("PATH"));
        all.put("STATE", directory.toString());
        all.putAll(environment);
        int code = builder.start().waitFor();
        return new Outcome(code, Files.readString(out), Files.readString(err));
    }

    private long builds() throws IOException {
        return Files.readAllLines(directory.resolve("builds")).size();
    }

    private static void executable(Path file, String text) throws IOException {
        Files.writeString(file, text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
