package de.lopezitwelt.system.billing;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.system.support.NameServer;
import de.lopezitwelt.system.support.Person;
import de.lopezitwelt.system.support.Platform;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A domain belongs to the organization that its DNS record names, and brings in its people where the organization wants it. */
class DomainIT {
    private static final Map<String, String> PATCHING =
            Map.of("If-Match", "*", "Content-Type", "application/merge-patch+json");

    private final Platform platform = Platform.running();
    private final String domain = "d" + UUID.randomUUID() + ".example";

    @Test
    void ofTwoStrangersWhoNameOneDomainItIsTheOneWhoProvesIt() {
        Person first = Person.register(platform, "First");
        Person second = Person.register(platform, "Second");
        String claimed = organization(first);
        String proven = organization(second);
        NameServer.publish("_lopez-it-welt." + domain, "organization=" + idOf(proven));

        assertThat(first.client()
                        .post(claimed + "/domain/verification", "")
                        .expectProblem(409)
                        .text("code"))
                .isEqualTo("domain-not-verified");
        second.client().post(proven + "/domain/verification", "").expect(200);

        assertThat(second.client().get(proven).expect(200).text("domain_verified_at"))
                .isNotEmpty();
        assertThat(first.client()
                        .get(claimed)
                        .expect(200)
                        .json()
                        .path("domain_verified_at")
                        .isNull())
                .isTrue();
    }

    @Test
    void peopleOfTheDomainBecomeMembersByThemselves() {
        Person owner = Person.register(platform, "Owner");
        Person here = Person.register(platform, "Here", domain).verified(platform);
        String organization = organization(owner);
        NameServer.publish("_lopez-it-welt." + domain, "organization=" + idOf(organization));
        owner.client().post(organization + "/domain/verification", "").expect(200);

        owner.client()
                .send("PATCH", organization, "{\"settings\":{\"auto_join\":true}}", PATCHING)
                .expect(200);
        Person unverified = Person.register(platform, "Unverified", domain);
        Person later = Person.register(platform, "Later", domain).verified(platform);

        Platform.eventually(() -> here.client().get(organization).expect(200));
        Platform.eventually(() -> later.client().get(organization).expect(200));
        unverified.client().get(organization).expect(404);
        var members =
                owner.client().get(organization + "/members").expect(200).json().path("data");
        assertThat(members).hasSize(3);
        assertThat(members)
                .anyMatch(member -> member.path("email").asText().equals(later.email())
                        && member.path("name").asText().equals("Later")
                        && member.path("role").asText().equals("member"));
    }

    private String organization(Person owner) {
        return platform.orgBilling("/api/v1/organizations/"
                + owner.client()
                        .post(
                                platform.orgBilling("/api/v1/organizations"),
                                "{\"name\":\"Contoso\",\"domain\":\"" + domain + "\"}")
                        .expect(201)
                        .text("id"));
    }

    private static String idOf(String url) {
        return url.substring(url.lastIndexOf('/') + 1);
    }
}
