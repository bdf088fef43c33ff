package de.lopezitwelt.chat.attachment.storage;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.lopezitwelt.chat.attachment.config.S3Config;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class S3ConfigTest {

    @Test
    void incompleteConfigurationRefusesTheStartNamingWhatIsMissing() {
        assertThatThrownBy(() -> S3Content.requireComplete(config(Map.of("s3.bucket", "b", "s3.access-key", "a"))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("lopez.chat.attachment.s3.endpoint")
                .hasMessageContaining("lopez.chat.attachment.s3.secret-key")
                .hasMessageNotContaining("s3.bucket");
    }

    @Test
    void completeConfigurationIsTaken() {
        assertThatCode(() -> S3Content.requireComplete(config(Map.of(
                        "s3.bucket", "b", "s3.access-key", "a", "s3.secret-key", "s", "s3.endpoint", "https://s3"))))
                .doesNotThrowAnyException();
    }

    private static S3Config config(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 100, new DurationConverter())
                .withMapping(S3Config.class, "s3")
                .withDefaultValues(values)
                .build()
                .getConfigMapping(S3Config.class, "s3");
    }
}
