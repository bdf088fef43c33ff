package de.lopezitwelt.platform.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.lopezitwelt.platform.local.cli.workplace.Workplace;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class LopezTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "up",
                "up --detach",
                "down",
                "down --purge",
                "status",
                "logs",
                "logs chat -f",
                "logs -n 5",
                "mail",
                "mail --to ada@example.com -n 3",
                "demo",
                "demo -",
                "demo talk.txt",
                "events dlq list",
                "events dlq list lopez.sessions",
                "events dlq show 0190a000-0000-7000-8000-000000000000",
                "events dlq redrive lopez.sessions --group analytics.summaries",
                "events dlq redrive --id 0190a000-0000-7000-8000-000000000000 --body event.json",
                "events reconcile --from 2026-01-01 --to 2026-01-31",
                "analytics rebuild --compare-only",
                "db rollback --to 1.9.0 --schema chat --schema lopez_auth --dry-run",
                "db rollback --to 0 --force",
                "db backup --keep 3 --keep-days 14 --verify",
                "db backup --list --backups /backups",
                "db verify --key /keys/backup.json 20261130T120000.000001Z",
                "db report --most 5",
                "db metrics --archive /archive",
                "db archive",
                "db restore --to-time 2026-11-30T14:05:09.123456+01:00 --into /restored",
                "db restore --before-statement DROP 20261130T120000.000001Z",
                "test",
                "test --sso",
                "test --llama",
                "test --browser",
                "test --sso --llama",
                "bench append --quick",
                "keys rotate",
                "keys rotate-columns",
                "admin create ada@example.com",
                "admin create ada@example.com --name Ada --ask",
                "admin grant ada@example.com",
                "admin list"
            })
    void everyDocumentedFormIsUnderstood(String arguments) {
        CommandLine.ParseResult parsed = lopez().parseArgs(arguments.split(" "));

        assertThat(parsed.subcommand().commandSpec().name()).isEqualTo(arguments.split(" ")[0]);
    }

    @Test
    void mistypedOptionIsNamedAndExitsWithUsage() {
        var err = new StringWriter();

        int code = Lopez.commandLine().setErr(new PrintWriter(err)).execute("up", "--detached");

        assertThat(code).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).contains("--detached", "--detach");
    }

    @Test
    void benchHandsItsOptionsOn() {
        CommandLine.ParseResult parsed = lopez().parseArgs("bench", "gateway", "--quick", "--json", "x.json");

        assertThat(parsed.subcommand().unmatched()).containsExactly("gateway", "--quick", "--json", "x.json");
    }

    @Test
    void environmentMovesPortsAndState() {
        var workplace =
                new Workplace(Path.of("/checkout"), Map.of("LOPEZ_PORT_SHIFT", "100", "LOPEZ_STATE", "/elsewhere"));

        assertThat(workplace.settings().ports().mysql()).isEqualTo(13_406);
        assertThat(workplace.settings().state().path()).isEqualTo(Path.of("/elsewhere"));
        assertThatThrownBy(() -> new Workplace(Path.of("/checkout"), Map.of("LOPEZ_PORT_SHIFT", "x")).settings())
                .hasMessageContaining("LOPEZ_PORT_SHIFT");
    }

    private static CommandLine lopez() {
        return Lopez.commandLine();
    }
}
