package de.lopezitwelt.analytics.operations;

import de.lopezitwelt.platform.messaging.stream.LogLevel;
import de.lopezitwelt.platform.web.paging.Cursor;
import de.lopezitwelt.platform.web.paging.Page;
import de.lopezitwelt.platform.web.paging.PageRequest;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Log lines and measured values. The resource decides who may read them. */
@ApplicationScoped
public class OperationsService {
    private final OperationsRepository repository;

    OperationsService(OperationsRepository repository) {
        this.repository = repository;
    }

    /**
     * Pages of log lines, newest first.
     *
     * @throws ProblemException 400 for an unknown level
     */
    public Uni<Page<LogView>> logs(@Nullable String level, @Nullable String category, PageRequest page) {
        LogFilter filter = new LogFilter(level == null ? null : parse(level), category);
        return repository
                .findLogs(filter, page)
                .map(rows -> Page.of(rows, page, row -> Cursor.of(row.createdAt(), row.id()), Function.identity()));
    }

    public Uni<Page<MetricView>> metrics(@Nullable String name, PageRequest page) {
        return repository
                .findMetrics(name, page)
                .map(rows -> Page.of(rows, page, row -> Cursor.of(row.id()), Function.identity()));
    }

    private static LogLevel parse(String level) {
        return Arrays.stream(LogLevel.values())
                .filter(known -> known.wireName().equals(level))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid("level", "is none of debug, info, warn, error, fatal"));
    }
}
