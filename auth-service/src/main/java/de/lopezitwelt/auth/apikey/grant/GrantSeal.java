package de.lopezitwelt.auth.apikey.grant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.lopezitwelt.platform.web.sealing.ColumnCipher;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Seals grants into {@code api_keys.encrypted_permissions} and compares what is stored with what was sealed. */
@Singleton
public class GrantSeal {
    private static final String TABLE = "api_keys";
    private static final String COLUMN = "encrypted_permissions";

    private final ColumnCipher cipher;
    private final ObjectMapper json;

    GrantSeal(ColumnCipher cipher, ObjectMapper json) {
        this.cipher = cipher;
        this.json = json;
    }

    public byte[] seal(Grant grant, String keyId) {
        return cipher.seal(text(grant), TABLE, COLUMN, keyId);
    }

    /** False when the seal is missing, belongs to another row, or says something else than the columns. */
    public boolean confirms(byte @Nullable [] sealed, Grant columns, String keyId) {
        return sealed != null
                && cipher.open(sealed, TABLE, COLUMN, keyId)
                        .filter(text(columns)::equals)
                        .isPresent();
    }

    private String text(Grant grant) {
        try {
            return json.writeValueAsString(grant);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
