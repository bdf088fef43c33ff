package de.lopezitwelt.auth.invitation;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.auth.support.Api;
import de.lopezitwelt.auth.support.Api.Answer;
import de.lopezitwelt.auth.support.Database;
import de.lopezitwelt.auth.support.Mailbox;
import de.lopezitwelt.platform.testing.BackendsResource;
import de.lopezitwelt.platform.testing.identity.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Org-billing asks for a mail to somebody it does not know. */
@QuarkusTest
@WithTestResource(BackendsResource.class)
class OrganizationInvitationIT {
    private static final String PATH = "/internal/organization-invitations";

    private final Api service = Api.client().as(TestTokens.service("org-billing-service", "internal:mail.send"));
    private final String email = Api.freshEmail();

    @Test
    void mailGoesToAnAddressThatNobodyHasRegistered() {
        assertThat(send(Map.of("email", email, "language", "de-AT")).status()).isEqualTo(202);

        assertThat(Mailbox.await(email, 1)).contains("Organisation").contains("/organization-invitations");
    }

    @Test
    void mailGoesToTheAddressOfAUser() {
        Api.client().register(email);
        String user = String.valueOf(Database.text("SELECT id FROM users WHERE email = ?", email));

        assertThat(send(Map.of("user_id", user)).status()).isEqualTo(202);

        Mailbox.await(email, 2);
        assertThat(send(Map.of("user_id", "0190a000-0000-7000-8000-000000000000"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void oneAddressGetsFiveAnHour() {
        List<Integer> answers = java.util.stream.IntStream.range(0, 6)
                .mapToObj(ignored -> send(Map.of("email", email)).status())
                .toList();

        assertThat(answers).containsExactly(202, 202, 202, 202, 202, 429);
    }

    @Test
    void exactlyOneOfBothIsNeededAndAnotherScopeIsNot() {
        assertThat(send(Map.of()).status()).isEqualTo(400);
        assertThat(send(Map.of("email", email, "user_id", "0190a000-0000-7000-8000-000000000000"))
                        .status())
                .isEqualTo(400);
        assertThat(send(Map.of("email", "nobody")).status()).isEqualTo(400);
        assertThat(Api.client()
                        .as(TestTokens.service("chat-service", "internal:users.read"))
                        .post(PATH, Map.of("email", email))
                        .status())
                .isEqualTo(403);
    }

    private Answer send(Map<String, ?> request) {
        return service.post(PATH, request);
    }
}
