package de.lopezitwelt.chat.openai;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AzurePathsTest {
    @ParameterizedTest
    @CsvSource({
        "/openai/deployments/mine/chat/completions, /v1/chat/completions",
        "/openai/deployments/org/mine/chat/completions, /v1/chat/completions",
        "/openai/v1/chat/completions, /v1/chat/completions",
        "/openai/deployments/embed/embeddings, /v1/embeddings",
        "/openai/v1/embeddings, /v1/embeddings",
        "/openai/v1/responses, /v1/responses",
        "/openai/responses/resp_1, /v1/responses/resp_1",
        "/openai/models, /v1/models",
        "/openai/v1/models/org/m:free, /v1/models/org/m:free",
        "/openai/v1/conversations/conv_1/items, /v1/conversations/conv_1/items"
    })
    void pathsOfAzureLeadToThoseOfOpenAi(String azures, String plain) {
        assertThat(AzurePaths.plain(azures)).isEqualTo(plain);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/openai/deployments/mine/images",
                "/openai/v1/files",
                "/openai/../internal/x",
                "/openai/v1/../../internal/x",
                "/v1/models",
                "/openai"
            })
    void othersLeadNowhere(String path) {
        assertThat(AzurePaths.plain(path)).isNull();
    }

    @Test
    void deploymentIsAnAgentsName() {
        assertThat(AzurePaths.deploymentOf("/openai/deployments/my%20agent%2Fx+y/chat/completions"))
                .isEqualTo("my agent/x+y");
        assertThat(AzurePaths.deploymentOf("/openai/deployments/50%/chat/completions"))
                .isEqualTo("50%");
        assertThat(AzurePaths.deploymentOf("/openai/v1/chat/completions")).isNull();
    }
}
