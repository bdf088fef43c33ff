package de.lopezitwelt.auth.totp.code;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.lopezitwelt.platform.web.sealing.ColumnCipher;
import jakarta.inject.Singleton;

/** Seals the secrets of authenticators into {@code users.encrypted_data}. */
@Singleton
public class TotpSeal {
    private static final String TABLE = "users";
    private static final String COLUMN = "encrypted_data";

    private final ColumnCipher cipher;
    private final ObjectMapper json;

    TotpSeal(ColumnCipher cipher, ObjectMapper json) {
        this.cipher = cipher;
        this.json = json;
    }

    /**
     * The unsealed content of the column.
     *
     * @param totpSecret base32
     */
    private record Sealed(String totpSecret) {}

    public byte[] seal(byte[] secret, String userId) {
        try {
            return cipher.seal(json.writeValueAsString(new Sealed(Base32.encode(secret))), TABLE, COLUMN, userId);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @throws IllegalStateException when the column was not sealed for this user; the sign-in then fails */
    public byte[] open(byte[] sealed, String userId) {
        String text = cipher.open(sealed, TABLE, COLUMN, userId)
                .orElseThrow(() -> new IllegalStateException("users.encrypted_data of " + userId + " does not open"));
        try {
            return Base32.decode(json.readValue(text, Sealed.class).totpSecret());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("users.encrypted_data of " + userId + " holds no secret");
        }
    }
}
