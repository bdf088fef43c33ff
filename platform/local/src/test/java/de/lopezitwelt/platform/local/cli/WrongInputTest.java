package de.lopezitwelt.platform.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.lopezitwelt.platform.local.cli.workplace.Workplace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong stands on stderr as a sentence, and the exit code says so. */
class WrongInputTest {
    private static final int FAILED = 1;
    private static final int USAGE = 2;
    /** Nobody listens there. */
    private static final String NOWHERE = "http://localhost:1";

    @TempDir
    Path directory;

    /** What a run printed, and how it ended. */
    private record Outcome(int code, String out, String err) {}

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nosuch | 2 | nosuch",
                "up --detached | 2 | --detached",
                "up now | 2 | now",
                "down now | 2 | now",
                "status now | 2 | now",
                "logs nosuch | 2 | no such log: nosuch; there are agent-service",
                "logs ../secrets/platform | 2 | no such log",
                "logs chat | 1 | chat-service has not logged anything yet",
                "logs | 1 | nothing has been logged yet",
                "logs -n -1 | 2 | --lines must not be negative",
                "logs -n many | 2 | many",
                "mail -n 0 | 2 | --last must be at least 1",
                "mail --to nobody | 2 | not an e-mail address: nobody",
                "demo missing.txt | 1 | no such file: missing.txt",
                "demo . | 1 | not a file: .",
                "demo a b | 2 | b",
                "events | 2 | Missing required subcommand",
                "events dlq | 2 | Missing required subcommand",
                "events dlq list nosuch | 2 | no topic of this platform: nosuch",
                "events dlq show | 2 | event id",
                "events dlq redrive | 2 | name a topic, or an event",
                "events dlq redrive nosuch | 2 | no topic of this platform: nosuch",
                "events dlq redrive lopez.users --body x.json | 2 | --id is needed",
                "events dlq redrive --id 1 --body missing.json | 1 | no such file: missing.json",
                "events reconcile --from yesterday | 2 | yesterday",
                "events reconcile --from 2026-02-01 --to 2026-01-01 | 2 | is after the last",
                "analytics | 2 | Missing required subcommand",
                "analytics rebuild now | 2 | now",
                "db | 2 | Missing required subcommand",
                "db rollback | 2 | --to",
                "db rollback --to latest | 2 | --to is not a version like 1.9.0: latest",
                "db rollback --to 1.9.0 --schema nosuch | 2 | no such schema: nosuch; there are [lopez_auth",
                "db backup --keep 0 | 2 | --keep must be at least 1",
                "db backup --keep-days -1 | 2 | --keep-days must not be negative",
                "db verify | 1 | no backups in",
                "db verify nosuch | 1 | no backup nosuch in",
                "db restore | 1 | there is no backup",
                "db restore --into . | 1 | the target is not empty",
                "db restore --to-time yesterday | 2 | --to-time needs a time with its zone",
                "db restore --to-time 2026-11-30T14:05:09 | 2 | --to-time needs a time with its zone",
                "db restore --to-time 2999-01-01T00:00:00Z | 2 | --to-time is in the future",
                "db restore --to-gtid 1-5 | 2 | --to-gtid: no set of transactions",
                "db restore --to-gtid x --before-statement y | 2 | mutually exclusive",
                "db report --most 0 | 2 | --most must be at least 1",
                "keys | 2 | Missing required subcommand",
                "keys rotate --caches soon | 2 | soon",
                "keys rotate --tokens -PT1S | 2 | --tokens must not be negative",
                "keys rotate-columns | 1 | auth-service does not run",
                "test --restart | 2 | --restart belongs to --faults",
                "test --faults --sso | 2 | are two runs",
                "test --llama --faults | 2 | --llama and --faults are two runs",
                "test --browser --faults | 2 | --browser and --faults are two runs",
                "bench append | 1 | the benchmarks are not built",
                "admin | 2 | Missing required subcommand",
                "admin create | 2 | e-mail",
                "admin create a@b.de --password x | 2 | --password",
                "admin create a@b.de --ask | 1 | no terminal"
            })
    void isNamedOnStderrAndInTheExitCode(String arguments, int code, String said) {
        Outcome outcome = here(arguments.split(" "));

        assertThat(outcome.err()).contains(said).doesNotContain("\tat ");
        assertThat(outcome.code()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "LOPEZ_MYSQL_URL | jdbc:mysql://root:geheim@db/ | LOPEZ_MYSQL_URL: expected mysql://user:password@host:port",
                "LOPEZ_MYSQL_URL | mysql://root:geheim^@db:3306 | LOPEZ_MYSQL_URL: expected mysql://user:password@host:port",
                "LOPEZ_MYSQL_URL | mysql://root:geheim@db:port | LOPEZ_MYSQL_URL: expected mysql://user:password@host:port",
                "LOPEZ_KAFKA_BOOTSTRAP | broker | LOPEZ_KAFKA_BOOTSTRAP: expected host:port",
                "LOPEZ_KAFKA_BOOTSTRAP | kafka://broker:9092 | LOPEZ_KAFKA_BOOTSTRAP: expected host:port",
                "LOPEZ_PORT_SHIFT | x | LOPEZ_PORT_SHIFT must be a number from -7000 to 7000",
                "LOPEZ_PORT_SHIFT | 60000 | LOPEZ_PORT_SHIFT must be a number from -7000 to 7000",
                "LOPEZ_AUTH_URL | localhost:8081 | LOPEZ_AUTH_URL: expected http://host:port",
                "LOPEZ_AUTH_URL | ftp://auth | LOPEZ_AUTH_URL: expected http://host:port"
            })
    void ofTheEnvironmentIsNamedWithoutSecrets(String variable, String value, String said) {
        var workplace = new Workplace(directory, Map.of(variable, value));

        assertThatThrownBy(workplace::operator)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(said)
                .hasMessageNotContaining("geheim");
    }

    @Test
    void aFileWithoutALineAndOneThatIsNoTextAreNamed() throws Exception {
        Path blank = Files.writeString(directory.resolve("blank.txt"), "\n  \n");
        Path picture =
                Files.write(directory.resolve("picture.txt"), new byte[] {(byte) 0x89, 'P', 'N', 'G', (byte) 0xff});

        assertThat(here("demo", blank.toString()))
                .isEqualTo(new Outcome(FAILED, "", "lopez: nothing to say in " + blank + "\n"));
        assertThat(here("demo", picture.toString()))
                .isEqualTo(new Outcome(FAILED, "", "lopez: not a text in UTF-8: " + picture + "\n"));
    }

    @Test
    void nothingStandsOnStderrWhenNothingIsWrong() {
        assertThat(here("mail", "--to", "ada@example.com"))
                .isEqualTo(new Outcome(0, "No mail to ada@example.com.\n", ""));
        assertThat(here("admin", "--help"))
                .satisfies(help -> assertThat(help.out()).contains("create", "grant", "list"))
                .satisfies(help -> assertThat(help.code() + help.err()).isEqualTo("0"));
    }

    /** The whole program: the code arrives, and what the environment holds is read but never shown. */
    @Test
    void aProcessOfItsOwnEndsWithTheCode() throws Exception {
        assertThat(process(Map.of(), "logs", "nosuch"))
                .satisfies(outcome -> assertThat(outcome.code()).isEqualTo(USAGE))
                .satisfies(outcome -> assertThat(outcome.err()).contains("no such log: nosuch"));
        assertThat(process(Map.of("LOPEZ_AUTH_URL", NOWHERE), "admin", "list"))
                .satisfies(outcome -> assertThat(outcome.code()).isEqualTo(FAILED))
                .satisfies(outcome -> assertThat(outcome.err())
                        .contains("is the platform up?")
                        .doesNotContain("\tat "));
        assertThat(process(Map.of("LOPEZ_MYSQL_URL", "mysql:/root:geheim@db"), "up")
                        .err())
                .startsWith("lopez: LOPEZ_MYSQL_URL: expected")
                .doesNotContain("geheim", "\tat ");
        assertThat(process(Map.of(), "demo", "-").err()).isEqualTo("lopez: nothing to say: no line of text came\n");
    }

    /** In this JVM, which is faster. */
    private Outcome here(String... arguments) {
        PrintStream systemOut = System.out;
        PrintStream systemErr = System.err;
        String root = System.getProperty("lopez.root");
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        System.setProperty("lopez.root", directory.toString());
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        try {
            int code = Lopez.commandLine().execute(arguments);
            return new Outcome(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(systemOut);
            System.setErr(systemErr);
            if (root == null) {
                System.clearProperty("lopez.root");
            } else {
                System.setProperty("lopez.root", root);
            }
        }
    }

    private Outcome process(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dlopez.root=" + directory,
                "-cp",
                System.getProperty("java.class.path"),
                Lopez.class.getName()));
        command.addAll(List.of(arguments));
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        var builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("LOPEZ_") || name.startsWith("JAVA_"));
        builder.environment().putAll(environment);
        int code = builder.start().waitFor();
        return new Outcome(
                code, Files.readString(out, StandardCharsets.UTF_8), Files.readString(err, StandardCharsets.UTF_8));
    }
}
