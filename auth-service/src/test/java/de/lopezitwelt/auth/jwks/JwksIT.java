package de.lopezitwelt.auth.jwks;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.auth.support.Api;
import de.lopezitwelt.auth.support.Api.Answer;
import de.lopezitwelt.platform.testing.BackendsResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BackendsResource.class)
class JwksIT {
    @Test
    void anybodyReadsThePublicKeysAndNothingElse() {
        Answer answer = Api.client().get("/.well-known/jwks.json");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("public, max-age=60");
        assertThat(answer.body().at("/keys/0/kty").asText()).isEqualTo("EC");
        assertThat(answer.body().at("/keys/0/kid").asText()).isEqualTo("test-1");
        assertThat(answer.body().at("/keys/0").has("d")).isFalse();
    }
}
