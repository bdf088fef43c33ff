package de.lopezitwelt.runtime.toolbox;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.runtime.mcp.LeftOutTool;
import de.lopezitwelt.runtime.mcp.LeftOutTool.Why;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LeftOutLogTest {

    private final List<String> told = new ArrayList<>();
    private final Logger logger = Logger.getLogger(LeftOutLog.class.getName());
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            told.add(line.getMessage() + Arrays.toString(line.getParameters()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        logger.addHandler(handler);
    }

    @AfterEach
    void stop() {
        logger.removeHandler(handler);
    }

    @Test
    void toolsBeyondTheLimitAreNamedOnceWithTheirReason() {
        LeftOutLog log = new LeftOutLog();
        List<LeftOutTool> leftOut = List.of(
                new LeftOutTool("srv", "t128", Why.LIMIT, "a model is offered no more than 128 tools"),
                new LeftOutTool(null, "units", Why.LIMIT, "a model is offered no more than 128 tools"));

        log.note(leftOut, Set.of("srv"));
        log.note(leftOut, Set.of("srv"));

        assertThat(told).hasSize(1);
        assertThat(told.getFirst()).contains("no more than 128 tools", "mcp:srv/t128", "units");
    }
}
