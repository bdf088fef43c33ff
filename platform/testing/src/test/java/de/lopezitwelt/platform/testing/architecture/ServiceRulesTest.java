package de.lopezitwelt.platform.testing.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ServiceRulesTest {
    @Test
    void typeThatOnlyRunsWorkOnItsConnectionsIsAConnectionScope() {
        assertThat(ServiceRules.isConnectionScope(read(WorkConnections.class))).isTrue();
    }

    @Test
    void typeThatReturnsRowsIsNoConnectionScopeWhateverItsName() {
        assertThat(ServiceRules.isConnectionScope(read(RowConnections.class))).isFalse();
    }

    @Test
    void typeOfAnotherNameIsNoConnectionScope() {
        assertThat(ServiceRules.isConnectionScope(read(Work.class))).isFalse();
    }

    private static JavaClass read(Class<?> type) {
        return new ClassFileImporter().importClass(type);
    }

    static class WorkConnections {
        <T> T inTransaction(int lane, Function<String, T> work) {
            return work.apply(prepared(lane));
        }

        private static String prepared(int lane) {
            return "connection " + lane;
        }
    }

    static class RowConnections extends WorkConnections {
        List<String> rows() {
            return List.of(inTransaction(1, Function.identity()));
        }
    }

    static class Work {
        <T> T inTransaction(Function<String, T> work) {
            return work.apply("connection");
        }
    }
}
