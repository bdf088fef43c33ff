package de.lopezitwelt.orgbilling.organization.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import de.lopezitwelt.platform.web.problem.ProblemException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the published schema says, the service does. */
class OrganizationSettingsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Schema published = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(OrganizationSettings.schema().toString());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"theme\":{\"dark\":[true,null]}}",
                "{\"locale\":\"de\"}",
                "{\"locale\":\"zh-Hant-TW\"}",
                "{\"locale\":\"sl-rozaj-biske-1994\"}",
                "{\"locale\":\"de-DE-u-co-phonebk\"}",
                "{\"time_zone\":\"Europe/Berlin\"}",
                "{\"time_zone\":\"Pacific/Kiritimati\",\"default_member_role\":\"viewer\",\"auto_join\":true}",
                "{\"default_member_role\":\"member\",\"auto_join\":false}"
            })
    void whatTheSchemaTakesIsTaken(String settings) throws JsonProcessingException {
        JsonNode tree = JSON.readTree(settings);

        assertThat(published.validate(settings, InputFormat.JSON)).isEmpty();
        assertThat(OrganizationSettings.checked(tree)).isEqualTo(tree);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"locale\":\"de_DE!\"}",
                "{\"locale\":\"\"}",
                "{\"locale\":\"de-DE-\"}",
                "{\"locale\":\"de-419-DE\"}",
                "{\"locale\":7}",
                "{\"locale\":null}",
                "{\"time_zone\":\"Berlin\"}",
                "{\"time_zone\":[\"Europe/Berlin\"]}",
                "{\"default_member_role\":\"owner\"}",
                "{\"default_member_role\":\"MEMBER\"}",
                "{\"auto_join\":\"true\"}",
                "{\"auto_join\":1}",
                "[]"
            })
    void whatTheSchemaRefusesIsRefused(String settings) throws JsonProcessingException {
        JsonNode tree = JSON.readTree(settings);

        assertThat(published.validate(settings, InputFormat.JSON)).isNotEmpty();
        assertThatThrownBy(() -> OrganizationSettings.checked(tree)).isInstanceOf(ProblemException.class);
    }
}
