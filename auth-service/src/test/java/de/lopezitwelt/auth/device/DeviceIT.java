package de.lopezitwelt.auth.device;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.auth.support.Api;
import de.lopezitwelt.auth.support.Api.Answer;
import de.lopezitwelt.platform.testing.BackendsResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BackendsResource.class)
class DeviceIT {
    private static final String DEVICES = "/api/v1/account/devices";

    private final Api client = Api.client();
    private final String email = Api.freshEmail();

    @Test
    void devicesAreListedAndSignedOutOneByOne() {
        client.register(email);
        Answer phone = client.with("User-Agent", "Phone/1").login(email, Api.PASSWORD);
        Answer desk = client.with("User-Agent", "Desk/2").login(email, Api.PASSWORD);
        Api atDesk = client.as(client.refresh(desk.text("refresh_token")).text("access_token"));

        Answer listed = atDesk.get(DEVICES);
        assertThat(listed.body().path("data")).hasSize(2);
        assertThat(listed.body().at("/data/0/user_agent").asText()).isEqualTo("Desk/2");
        assertThat(listed.body().at("/data/0/current").asBoolean()).isTrue();
        assertThat(listed.body().at("/data/1/current").asBoolean()).isFalse();
        assertThat(listed.body().at("/data/1/ip_address").asText()).startsWith("198.18.");
        assertThat(atDesk.get(DEVICES + "?limit=1&cursor="
                                + atDesk.get(DEVICES + "?limit=1").text("next_cursor"))
                        .body()
                        .at("/data/0/user_agent")
                        .asText())
                .isEqualTo("Phone/1");

        String phoneId = listed.body().at("/data/1/id").asText();
        assertThat(atDesk.delete(DEVICES + "/" + phoneId).status()).isEqualTo(204);

        assertThat(client.refresh(phone.text("refresh_token")).status()).isEqualTo(401);
        assertThat(atDesk.get(DEVICES).body().path("data")).hasSize(1);
        assertThat(atDesk.delete(DEVICES + "/" + phoneId).status()).isEqualTo(404);
    }

    @Test
    void anotherUsersDeviceIsAsUnknownAsNone() {
        client.register(email);
        Api owner = client.as(client.login(email, Api.PASSWORD).text("access_token"));
        String id = owner.get(DEVICES).body().at("/data/0/id").asText();
        String other = Api.freshEmail();
        client.register(other);
        Api thief = client.as(client.login(other, Api.PASSWORD).text("access_token"));

        assertThat(thief.delete(DEVICES + "/" + id).status()).isEqualTo(404);
        assertThat(owner.get(DEVICES).body().path("data")).hasSize(1);
    }
}
