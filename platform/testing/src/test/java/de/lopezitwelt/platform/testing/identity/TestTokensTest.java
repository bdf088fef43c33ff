package de.lopezitwelt.platform.testing.identity;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.platform.local.secret.SigningKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class TestTokensTest {
    @Test
    void mintedTokenVerifiesWithTheServedKey() throws GeneralSecurityException {
        assertThat(verifies(TestTokens.user("u-1"))).isTrue();
    }

    @Test
    void forgedTokenDoesNot() throws GeneralSecurityException {
        assertThat(verifies(TestTokens.person("u-1", "user").forged().mint())).isFalse();
    }

    @Test
    void personTokenCarriesWhatTheServicesAskFor() {
        assertThat(part(TestTokens.admin("u-2"), 0)).contains("\"typ\":\"at+jwt\"", "\"alg\":\"ES256\"", "\"kid\"");
        assertThat(part(TestTokens.admin("u-2"), 1))
                .contains("\"sub\":\"u-2\"", "\"role\":\"admin\"", "\"aud\":\"lopez\"", "\"jti\"", "\"exp\"");
    }

    private static boolean verifies(String token) throws GeneralSecurityException {
        int dot = token.lastIndexOf('.');
        SigningKey key = SigningKey.firstOf(TestIssuer.privateKeySet());
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initVerify(key.publicKey());
        signature.update(token.substring(0, dot).getBytes(StandardCharsets.US_ASCII));
        return signature.verify(Base64.getUrlDecoder().decode(token.substring(dot + 1)));
    }

    private static String part(String token, int index) {
        return new String(Base64.getUrlDecoder().decode(token.split("\\.")[index]), StandardCharsets.UTF_8);
    }
}
