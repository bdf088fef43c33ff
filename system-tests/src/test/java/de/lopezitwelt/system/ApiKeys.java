package de.lopezitwelt.system;

/** Keys as people make them for their programs. */
final class ApiKeys {
    private ApiKeys() {}

    static String forChat(Platform platform, Person owner) {
        return owner.client()
                .post(
                        platform.auth("/api/v1/api-keys"),
                        "{\"name\":\"program\",\"scopes\":[\"chat:read\",\"chat:write\"]}")
                .expect(201)
                .text("key");
    }
}
