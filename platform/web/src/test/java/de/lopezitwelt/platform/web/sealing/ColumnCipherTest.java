package de.lopezitwelt.platform.web.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ColumnCipherTest {
    @TempDir
    Path directory;

    private ColumnCipher cipher;

    @BeforeEach
    void generateKeyset() throws GeneralSecurityException, IOException {
        AeadConfig.register();
        KeysetHandle keyset = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM);
        String json = TinkJsonProtoKeysetFormat.serializeKeyset(keyset, InsecureSecretKeyAccess.get());
        cipher = new ColumnCipher(Files.writeString(directory.resolve("keyset.json"), json), "auth");
    }

    @Test
    void whatWasSealedOpensInItsPlaceOnly() {
        byte[] sealed = cipher.seal("geheim", "api_keys", "encrypted_permissions", "row-1");

        assertThat(cipher.open(sealed, "api_keys", "encrypted_permissions", "row-1"))
                .hasValue("geheim");
        assertThat(cipher.open(sealed, "api_keys", "encrypted_permissions", "row-2"))
                .isEmpty();
        assertThat(cipher.open(sealed, "api_keys", "encrypted_data", "row-1")).isEmpty();
        assertThat(cipher.open(sealed, "users", "encrypted_permissions", "row-1"))
                .isEmpty();
    }

    @Test
    void aThousandSwappedCiphertextsAreAThousandFailures() {
        int rows = 1000;
        byte[][] sealed = new byte[rows][];
        for (int row = 0; row < rows; row++) {
            sealed[row] = cipher.seal("row " + row, "users", "encrypted_data", "row-" + row);
        }
        for (int row = 0; row < rows; row++) {
            assertThat(cipher.open(sealed[(row + 1) % rows], "users", "encrypted_data", "row-" + row))
                    .isEmpty();
        }
    }

    @Test
    void aChangedByteIsNoticed() {
        byte[] sealed = cipher.seal("geheim", "users", "encrypted_data", "row-1");
        sealed[sealed.length - 1] ^= 1;

        assertThat(cipher.open(sealed, "users", "encrypted_data", "row-1")).isEmpty();
    }

    @Test
    void whatIsWrongWithAKeysetIsSaidWithoutQuotingIt() throws IOException {
        for (String broken : List.of("canary", "{\"key\": canary}", "{\"key\":[{\"keyData\":\"canary\"}]}")) {
            Path file = Files.writeString(directory.resolve("broken.json"), broken);

            assertThatThrownBy(() -> new ColumnCipher(file, "auth"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasNoCause()
                    .hasMessageNotContaining("canary");
        }
    }

    @Test
    void withoutAKeysetNothingStarts() {
        assertThatThrownBy(() -> new ColumnCipher(directory.resolve("missing.json"), "auth"))
                .isInstanceOf(IllegalStateException.class);
    }
}
