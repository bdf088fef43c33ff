package de.lopezitwelt.system.support;

/** Keys as people make them for their programs. */
public final class ApiKeys {
    private ApiKeys() {}

    public static String forChat(Platform platform, Person owner) {
        return owner.client()
                .post(
                        platform.auth("/api/v1/api-keys"),
                        "{\"name\":\"program\",\"scopes\":[\"chat:read\",\"chat:write\"]}")
                .expect(201)
                .text("key");
    }
}
