package de.lopezitwelt.platform.web.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static JsonNode redacted(String json) throws JsonProcessingException {
        return Redaction.of(JSON.readTree(json));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "newPassword",
                "password_hash",
                "token",
                "refresh_token",
                "access-token",
                "tokens",
                "api_key",
                "apiKey",
                "client_secret",
                "totp_secret",
                "encrypted_data",
                "recovery_codes",
                "private_key",
                "otp",
                "Authorization",
                "Set-Cookie",
                "content",
                "feedback"
            })
    void secretIsNeverKept(String field) throws Exception {
        for (String value : new String[] {"\"canary\"", "[\"canary\"]", "{\"a\":\"canary\"}"}) {
            String json =
                    redacted("{\"x\":[{\"" + field + "\":" + value + "}]}").toString();
            assertThat(json).doesNotContain("canary").contains(Redaction.MARK);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"a\",\"max_tokens\":5,\"tokens_used\":7}",
                "{\"email\":\"a@example.org\",\"role\":\"admin\"}",
                "{\"api_key_id\":null}",
                "{\"mfa_secret_set\":true}",
                "[1,\"a\",null]"
            })
    void otherValuesStay(String json) throws Exception {
        assertThat(redacted(json)).isEqualTo(JSON.readTree(json));
    }

    @Test
    void numberInPlaceOfASecretIsHiddenToo() throws Exception {
        assertThat(redacted("{\"otp\":123456}").path("otp").asText()).isEqualTo(Redaction.MARK);
    }
}
