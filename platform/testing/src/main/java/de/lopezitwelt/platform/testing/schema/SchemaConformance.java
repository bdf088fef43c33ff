package de.lopezitwelt.platform.testing.schema;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Compares the specification's facts with a migrated schema: every difference is listed with its reason, or the test
 * fails.
 */
public final class SchemaConformance implements AutoCloseable {
    private final String service;
    private final Connection connection;
    private final String schema;

    private SchemaConformance(String service, Connection connection, String schema) {
        this.service = service;
        this.connection = connection;
        this.schema = schema;
    }

    /** The schema that Flyway has made for the service under test, read with administrator rights. */
    public static SchemaConformance ofServiceUnderTest() throws SQLException {
        Config config = ConfigProvider.getConfig();
        String url = "jdbc:mysql://" + config.getValue("lopez.mysql.address", String.class) + "/";
        String password = config.getValue("lopez.mysql.root-password", String.class);
        return new SchemaConformance(
                config.getValue("quarkus.application.name", String.class),
                DriverManager.getConnection(url, "root", password),
                config.getValue("lopez.mysql.schema", String.class));
    }

    /** Fails on any difference that is not listed, and on any listed one that no longer occurs. */
    public void assertConforms() throws SQLException {
        List<Difference> differences = differences();
        List<ListedDifference> listed = ListedDifference.load(service);
        assertThat(differences.stream()
                        .filter(d -> listed.stream().noneMatch(l -> l.explains(d)))
                        .toList())
                .as("differences of %s from the specification that nobody gave a reason for", service)
                .isEmpty();
        assertThat(listed.stream()
                        .filter(l -> differences.stream().noneMatch(l::explains))
                        .toList())
                .as("listed differences of %s that no longer occur", service)
                .isEmpty();
    }

    /**
     * Fails when a table, of the specification or ours, has a key that another key makes superfluous: every write would
     * pay for it.
     */
    public void assertNoSuperfluousIndex() throws SQLException {
        List<Index> indexes = DatabaseFacts.indexes(connection, schema);
        assertThat(indexes.stream()
                        .filter(index -> indexes.stream().anyMatch(index::isCoveredBy))
                        .toList())
                .as("indexes that repeat another or its left part")
                .isEmpty();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private List<Difference> differences() throws SQLException {
        Specification specification = Specification.load();
        Map<String, String> specified = SpecificationFacts.of(specification, service);
        Map<String, String> found = DatabaseFacts.read(
                connection,
                schema,
                specification.tablesOf(service).stream()
                        .map(Specification.Table::name)
                        .collect(toSet()),
                specified);
        return Difference.between(specified, found);
    }
}
