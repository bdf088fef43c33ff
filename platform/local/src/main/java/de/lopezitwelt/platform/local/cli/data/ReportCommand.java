package de.lopezitwelt.platform.local.cli.data;

import de.lopezitwelt.platform.local.cli.workplace.Workplace;
import de.lopezitwelt.platform.local.data.report.DatabaseReport;
import de.lopezitwelt.platform.local.data.report.ReportSection;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Says what the database is like. */
@Command(
        name = "report",
        description = "What is slow, what is large, which indexes nobody uses; no value of any statement is shown.",
        mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = {"-n", "--most"},
            paramLabel = "rows",
            description = "Rows of a list that ranks (default: ${DEFAULT-VALUE}).",
            defaultValue = "15")
    private int most;

    @Override
    public Integer call() throws IOException, SQLException {
        if (most < 1) {
            throw new ParameterException(spec.commandLine(), "--most must be at least 1, not " + most);
        }
        for (ReportSection section :
                new DatabaseReport(Workplace.current().platform().mysql()).sections(most)) {
            print(section);
        }
        return 0;
    }

    private static void print(ReportSection section) {
        System.out.println();
        System.out.println(section.title());
        if (section.rows().isEmpty()) {
            System.out.println("  " + (section.remark().isEmpty() ? "nothing" : section.remark()));
            return;
        }
        int[] widths = section.columns().stream().mapToInt(String::length).toArray();
        for (List<String> row : section.rows()) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        line(section.columns(), widths);
        section.rows().forEach(row -> line(row, widths));
    }

    private static void line(List<String> cells, int[] widths) {
        var line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            line.append("  ")
                    .append(cells.get(column))
                    .repeat(' ', widths[column] - cells.get(column).length());
        }
        System.out.println(line.toString().stripTrailing());
    }
}
